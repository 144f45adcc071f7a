import { printable, shorten } from '../terminal.js'

/** No text takes more characters: forges cut it, and an image can hold names of a megabyte. */
const longest = 1_000

/**
 * Text for a message of one line: nothing in it begins a placeholder or an embedded link (sections 3.11.5 and 3.11.6 of the standard).
 */
export function messageText(text: string): string {
  return shortText(printable(text)).replace(/[{}]/g, '$&$&').replaceAll('](', '] (')
}

/** Text that is no message, such as a name: as it stands, but of a bearable length. */
export function shortText(text: string): string {
  return text.length > longest ? shorten(text, longest) : text
}
