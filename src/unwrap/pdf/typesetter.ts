import type { PdfFont } from './fonts.js'
import { type PdfValue, textOf } from './values.js'

/** A wider gap is a blank, as a part of the font's size. */
const blank = 0.18

/** Puts shown strings together as they stand on the page: side by side, with a blank between, or on another line. */
export type Typesetter = {
  font(font: PdfFont, size: number): void
  /** Between all characters, in units of text space. */
  spacing(width: number): void
  /** Strings, and moves to the left between them in thousandths of the font's size. */
  show(values: readonly PdfValue[]): void
  /** From where the line began, in units of text space. */
  move(x: number, y: number): void
  /** To a place of the page; `scale` is that of the text. */
  place(scale: number, x: number, y: number): void
  nextLine(): void
  begin(): void
  text(): string
}

export function createTypesetter(first: PdfFont): Typesetter {
  const parts: string[] = []
  let font = first
  let size = 1
  let spacing = 0
  let scale = 1
  /** Where the line begins on the page. */
  let start = { x: Number.NaN, y: Number.NaN }
  /** From where the line begins to where the next character stands, in units of text space. */
  let advance = 0
  let isFresh = true

  const put = (text: string) => {
    if (text === '') return
    parts.push(text)
    isFresh = text === '\n' || text === ' '
  }
  const separate = (mark: string) => {
    if (!isFresh) put(mark)
  }
  /** `gap`: between what was shown last and what comes. */
  const goOn = (gap: number, isSameLine: boolean) => {
    if (!isSameLine) separate('\n')
    else if (Math.abs(gap) > blank * Math.abs(size)) separate(' ')
    advance = 0
  }
  return {
    font(next, nextSize) {
      font = next
      size = nextSize === 0 ? 1 : nextSize
    },
    spacing(width) {
      spacing = width
    },
    show(values) {
      for (const value of values) {
        const codes = textOf(value)
        if (codes !== undefined) {
          put(font.decode(codes))
          advance += (font.width(codes) * size) / 1000 + (spacing * codes.length) / font.step
        } else if (typeof value === 'number') {
          advance -= (value * size) / 1000
          if (value < -1000 * blank) separate(' ')
        }
      }
    },
    move(x, y) {
      goOn(x - advance, y === 0)
      start = { x: start.x + x * scale, y: start.y + y }
    },
    place(nextScale, x, y) {
      const gap = (x - start.x) / (scale === 0 ? 1 : scale) - advance
      goOn(gap, y === start.y)
      scale = nextScale
      start = { x, y }
    },
    nextLine() {
      separate('\n')
      advance = 0
    },
    begin() {
      scale = 1
    },
    text: () => parts.join(''),
  }
}
