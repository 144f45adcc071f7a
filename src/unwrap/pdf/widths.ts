import type { PdfIndex } from './objects.js'
import { isDictionary, type PdfDictionary, type PdfValue } from './values.js'

/** Where a font does not tell, about that of most letters, in thousandths of its size. */
export const usualWidth = 500

/** Gives the width of a code, in thousandths of the font's size. */
type Widths = (code: number) => number

/** Of a font with codes of one byte (ISO 32000-1, section 9.6.2.1). */
export function widthsOfSimple(font: PdfDictionary, index: PdfIndex): Widths {
  const list = index.resolve(font.get('Widths'))
  const first = numberOf(index.resolve(font.get('FirstChar'))) ?? 0
  // A font whose glyphs are drawn by the file (section 9.6.5) has a scale of its own.
  const matrix = index.resolve(font.get('FontMatrix'))
  const scale = Array.isArray(matrix) ? 1000 * (numberOf(matrix[0]) ?? 0.001) : 1
  const widths = Array.isArray(list) ? list : []
  return (code) => (numberOf(widths[code - first]) ?? usualWidth / scale) * scale
}

/** Widths of a font are read up to so many. */
const mostWidths = 65_536

/** Of a font with codes of two bytes (section 9.7.4.3): `first [w w w]` and `first last w`. */
export function widthsOfWide(font: PdfDictionary, index: PdfIndex): Widths {
  const inner = index.resolve(font.get('DescendantFonts'))
  const descendant = Array.isArray(inner) ? index.resolve(inner[0]) : undefined
  if (!isDictionary(descendant)) return () => usualWidth
  const widths = new Map<number, number>()
  const told = index.resolve(descendant.get('W'))
  const list = Array.isArray(told) ? told : []
  let left = mostWidths
  for (let i = 0; i + 1 < list.length && left > 0; ) {
    const first = numberOf(list[i]) ?? 0
    const next = index.resolve(list[i + 1])
    if (Array.isArray(next)) {
      for (const [k, width] of next.entries()) widths.set(first + k, numberOf(width) ?? usualWidth)
      left -= next.length
      i += 2
    } else {
      const width = numberOf(list[i + 2]) ?? usualWidth
      const last = numberOf(next) ?? first
      for (let code = first; code <= last && left > 0; code++, left--) widths.set(code, width)
      left--
      i += 3
    }
  }
  const rest = numberOf(descendant.get('DW')) ?? 1000
  return (code) => widths.get(code) ?? rest
}

function numberOf(value: PdfValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}
