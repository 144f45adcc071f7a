/**
 * Makes a string from an image harmless to a terminal: nothing in it can move the cursor, change colours, reorder the line
 * (bidirectional overrides), hide (zero-width characters) or break it. What is not printable becomes a visible escape, `\x1b` or `\u{202e}`.
 * So does the `##[` or `##vso[` that a CI system would take for a command wherever it stands in a line.
 */
export function printable(text: string): string {
  return text.replace(unprintable, escapeAll)
}

/** Control, format, surrogate and non-characters, line and paragraph separators, blank letters, and heaps of combining marks, starts of CI commands. */
const unprintable =
  /[\p{Cc}\p{Cf}\p{Cs}\p{NChar}\p{Zl}\p{Zp}\u{115f}\u{1160}\u{2800}\u{3164}\u{ffa0}]|\u{34f}|\u{17b4}|\u{17b5}|[\u{e0100}-\u{e01ef}]|\p{M}{4,}|#(?=#\w*\[)/gu

function escapeAll(characters: string): string {
  return [...characters].map(escapeOne).join('')
}

function escapeOne(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}

/** Terminal columns that a printable text takes. Colour codes must not be in it. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

function characterWidth(character: string): number {
  if (/^\p{M}$/u.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** Scripts and blocks whose characters take two columns (Unicode Standard Annex 11, East Asian width W and F), and emoji. */
const wide =
  /^[\p{Emoji_Presentation}\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{a960}-\u{a97c}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{16fe0}-\u{18d08}\u{1b000}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]$/u

/** The text cut to so many columns, its end replaced by `…` where something is missing. */
export function shorten(text: string, columns: number): string {
  if (text.length <= columns && widthOf(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const character of text) {
    width += characterWidth(character)
    if (width > columns - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** A path cut in its middle, because its end says most. */
export function shortenPath(path: string, columns: number): string {
  if (path.length <= columns && widthOf(path) <= columns) return path
  const characters = [...path]
  const half = Math.max(0, Math.floor((columns - 1) / 2))
  let end = ''
  let width = 0
  for (const character of characters.reverse()) {
    width += characterWidth(character)
    if (width > half) break
    end = character + end
  }
  return `${shorten(path, columns - widthOf(end)).replace(/…$/, '')}…${end}`
}
