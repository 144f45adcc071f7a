import { printable, shorten } from '../terminal.js'

/** No string from an image takes more of a comment than so many characters. */
const longest = 300

/** An empty comment: it parts a text for the programs that look for mentions, references and addresses in it, and shows nothing. */
const nothing = '<!-- -->'

/**
 * Text that means nothing in Markdown (CommonMark, GitHub's and GitLab's additions): no markup, no HTML, no mention, no reference, no
 * link, no command of its own. For titles, reasons and advice; what an image itself says goes into a `codeSpan`.
 */
export function plainText(text: string): string {
  return shorten(printable(text).trim(), longest)
    .replace(/[\\`*_{}[\]<>|~&$!^]/g, '\\$&')
    .replace(/^[-+=:/]/, '\\$&')
    .replace(/^\d+(?=[.)])/, `$&${nothing}`)
    .replace(/(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|\bGH(?=-)|[@#]/gi, `$&${nothing}`)
}

/** The same for a place where Markdown takes HTML as it stands, such as a `<summary>`. */
export function htmlText(text: string): string {
  return shorten(printable(text).trim(), longest).replace(/[&<>"'@#]/g, (sign) =>
    '@#'.includes(sign) ? sign + nothing : `&#${sign.charCodeAt(0)};`,
  )
}

/** What an image says, as it stands, on one line: nothing in a code span has a meaning. */
export function codeSpan(text: string): string {
  const shown = shorten(printable(text).replace(/ +/g, ' ').trim(), longest)
  if (shown === '') return '(empty)'
  const fence = '`'.repeat(longestRun(shown) + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/**
 * The same in a table's cell, which a bar ends even inside code (GitHub Flavored Markdown, section 4.10). What holds a bar or a backslash
 * is written as HTML, because readers disagree on what `\\|` means there.
 */
export function codeCell(text: string): string {
  if (!/[|\\]/.test(printable(text))) return codeSpan(text)
  const shown = shorten(printable(text).replace(/ +/g, ' ').trim(), longest)
  return `<code>${shown.replace(/[^\w /,\u0080-\u{10ffff}]|_/gu, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`
}

/** Lines of code as a block; `margin` indents it into a list's item. */
export function codeBlock(lines: readonly string[], margin: string): string[] {
  const shown = lines.map((line) => shorten(printable(line), longest))
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1))
  return [fence, ...shown.map((line) => line.replace(/^(\s*)::/, '$1\\x3a:')), fence].map((line) => margin + line)
}

/** An address that can be followed, if it is one of the web and of harmless characters; else as text. */
export function link(address: string): string {
  const isHarmless = address.length <= longest && /^https:\/\/[\w.-]+(:\d+)?(\/[\w./?=&%#~+,:@-]*)?$/.test(address)
  return isHarmless ? `<${address}>` : codeSpan(address)
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
