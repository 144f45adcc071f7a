import { printable } from '../terminal.js'

/** A piece of HTML that is whole and safe. Only `html` and `verbatim` make one. */
export type Markup = { readonly markup: string }

/**
 * HTML with values in it: a text becomes text and never markup, wherever it stands, in content or in a quoted attribute. Pieces of HTML
 * go in as they are; undefined leaves nothing.
 */
export function html(
  parts: TemplateStringsArray,
  ...values: (string | number | Markup | readonly Markup[] | undefined)[]
): Markup {
  let markup = parts[0]!
  for (const [at, value] of values.entries()) markup += textOf(value) + parts[at + 1]!
  return { markup }
}

/** A text that is to be a whole element as it stands (a style, a script). It comes from this program, never from an image. */
export function verbatim(text: string): Markup {
  return { markup: text }
}

function textOf(value: string | number | Markup | readonly Markup[] | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}

/** Characters that act or hide become visible escapes; `::` at a line's start would be a command in the log of a CI system. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/^(\s*)::/, '$1&#58;:')
}
