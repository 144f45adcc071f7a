/** One line of the old text, and the lines that stand in its place. Lines hold their line breaks. */
export type LineChange = { old?: string; new: readonly string[] }

/** Lines round a change that are shown unchanged. */
const context = 3

/**
 * A unified diff, as `patch` and `git apply` read it; empty if nothing changed. `from`: undefined for a file that is new.
 * Source: POSIX, diff, "Diff -u Output Format".
 */
export function unifiedDiff(from: string | undefined, to: string, changes: readonly LineChange[]): string {
  const isChanged = changes.map((one) => one.new.length !== 1 || one.new[0] !== one.old)
  if (!isChanged.includes(true)) return ''
  const isShown = changes.map((_, i) => isChanged.slice(Math.max(0, i - context), i + context + 1).includes(true))
  let text = `--- ${from === undefined ? '/dev/null' : from}\n+++ ${to}\n`
  let [oldLine, newLine] = [1, 1]
  for (let i = 0; i < changes.length; ) {
    if (!isShown[i]) {
      i++
      oldLine++
      newLine++
      continue
    }
    let end = i
    while (end < changes.length && isShown[end]) end++
    const hunk = changes.slice(i, end)
    const olds = hunk.filter((one) => one.old !== undefined).length
    const news = hunk.reduce((sum, one) => sum + one.new.length, 0)
    text += `@@ -${range(oldLine, olds)} +${range(newLine, news)} @@\n${hunk.map((one, at) => linesOf(one, isChanged[i + at]!)).join('')}`
    oldLine += olds
    newLine += news
    i = end
  }
  return text
}

function range(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`
}

function linesOf(change: LineChange, isChanged: boolean): string {
  if (!isChanged) return signed(' ', change.old!)
  return (
    (change.old === undefined ? '' : signed('-', change.old)) + change.new.map((line) => signed('+', line)).join('')
  )
}

function signed(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`
}
