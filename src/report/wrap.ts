import { widthOf } from './terminal.js'

/** The text in lines of at most so many columns, broken at spaces; a longer word is broken where it must be. */
export function wrap(text: string, columns: number): string[] {
  const width = Math.max(8, columns)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = breakWord(word, width)
    line = pieces.pop() ?? ''
    lines.push(...pieces)
  }
  return [...lines, line]
}

function breakWord(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const character of word) {
    const next = widthOf(character)
    if (used + next > width) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += character
    used += next
  }
  return [...pieces, piece]
}
