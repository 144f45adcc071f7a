import { printable } from '../terminal.js'

/** An element with its attributes (those that are undefined are left out) and what is in it, on lines of their own. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string[] {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlText(String(value))}"`],
  )
  const start = `<${name}${written.join('')}`
  return content.length === 0 ? [`${start}/>`] : [`${start}>`, ...content, `</${name}>`]
}

/** Lines of text as an element's content: each line's own characters mean nothing in XML, nor to a CI system that reads the log. */
export function textLines(lines: readonly string[]): string[] {
  return lines.map((line) => xmlText(line).replace(/^(\s*)::/, '$1&#58;:'))
}

/** XML 1.0 has no way to write most control characters at all (section 2.2): they are shown as escapes, as in every report. */
function xmlText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
