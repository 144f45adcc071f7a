import { describe, expect, it } from 'vitest'
import { dark, light, type Palette } from '../../../src/report/html/palette.js'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dim + 0.05)
}

describe.each<[string, Palette]>([
  ['light', light],
  ['dark', dark],
])('%s', (_, palette) => {
  const { paper, card, ink, faint, link, line, severities } = palette
  it.each([
    ['text', ink, paper, 7],
    ['text on a card', ink, card, 7],
    ['what is less important', faint, paper, 4.5],
    ['the same on a card', faint, card, 4.5],
    ['a link', link, paper, 4.5],
    ['a link on a card', link, card, 4.5],
    ['a line round a control', line, paper, 3],
    ...Object.entries(severities).map(([name, { mark, sign }]) => [name, sign, mark, 4.5] as const),
    ...Object.entries(severities).map(([name, { mark }]) => [`the edge of a ${name} card`, mark, paper, 3] as const),
  ] as const)('%s can be read', (__, front, back, least) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(least)
  })
})

it('knows black from white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})
