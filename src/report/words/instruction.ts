/**
 * A history row as its author wrote it in the Dockerfile, on one line: without what builders put round it (`/bin/sh -c #(nop)`,
 * `# buildkit`, the shell of a RUN).
 */
export function asWritten(createdBy: string): string {
  const text = createdBy
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ # buildkit$/, '')
  const nothing = /^\/bin\/sh -c #\(nop\) */.exec(text)
  if (nothing) return text.slice(nothing[0].length)
  if (text.startsWith('/bin/sh -c ')) return `RUN ${text.slice(11)}`
  if (/^\|\d+ /.test(text)) return `RUN ${text}`
  return text.replace(/^RUN \/bin\/sh -c /, 'RUN ')
}
