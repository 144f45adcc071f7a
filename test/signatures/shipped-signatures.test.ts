import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../src/signatures/expand.js'
import { readSignatureTable } from '../../src/signatures/read-table.js'
import type { CompiledPattern } from '../../src/signatures/table.js'

const patterns = readSignatureTable().signatures.flatMap((signature) =>
  signature.patterns.map((pattern) => ({
    name: `${signature.id}: ${pattern.template}`,
    pattern,
    near: signature.near,
  })),
)
const seeds = [1, 2, 3, 4, 5, 6]

const whole = (pattern: CompiledPattern): RegExp => new RegExp(`^(?:${pattern.regex})$`, 's')

function holdsAnchor(pattern: CompiledPattern, value: string): boolean {
  return pattern.anchors.some(({ text, min, max }) => {
    const at = value.indexOf(text, min)
    return at >= 0 && at <= max
  })
}

describe.each(patterns)('$name', ({ pattern, near }) => {
  const examples = seeds.map((seed) => expandTemplate(pattern.template, seed))

  it('fits its examples, within its lengths', () => {
    const fit = whole(pattern)
    for (const example of examples) {
      expect(fit.test(example)).toBe(true)
      expect(example.length).toBeGreaterThanOrEqual(pattern.minLength)
      expect(example.length).toBeLessThanOrEqual(pattern.maxLength)
    }
  })

  it('has an anchor of four bytes or more in each example, or words near it', () => {
    if (pattern.anchors.length === 0) expect(near?.words.length).toBeGreaterThan(0)
    else for (const example of examples) expect(holdsAnchor(pattern, example)).toBe(true)
    for (const anchor of pattern.anchors) expect(anchor.text.length).toBeGreaterThanOrEqual(4)
  })

  it('fits nothing shorter than its shortest match', () => {
    const fit = whole(pattern)
    for (const example of examples) {
      if (example.length === pattern.minLength) expect(fit.test(example.slice(0, -1))).toBe(false)
      expect(fit.test(example.slice(0, pattern.minLength - 1))).toBe(false)
    }
  })

  it('fits no control character in place of a part of the value', () => {
    const fit = whole(pattern)
    for (const example of examples) {
      if (pattern.shape?.kind === 'pem') continue
      const middle = Math.floor(example.length / 2)
      expect(fit.test(`${example.slice(0, middle)}\x01${example.slice(middle + 1)}`)).toBe(false)
    }
  })

  // The compiler bounds the steps of every template (`too-slow`); if it were wrong, this would run into the test's own limit.
  it('comes to an end on text that was made to be slow', () => {
    const sticky = new RegExp(pattern.regex, 'sy')
    const [example = ''] = examples
    const repeated = example.slice(0, -1).repeat(Math.ceil(8_000 / example.length))
    const run = example.slice(0, Math.ceil(example.length / 2)) + example[0]!.repeat(pattern.maxLength)
    for (const text of [repeated, run]) {
      sticky.lastIndex = 0
      expect(sticky.exec(text)?.index ?? 0).toBe(0)
    }
  })
})

describe('the table', () => {
  const { signatures } = readSignatureTable()

  it('holds signatures for patterns and for inspectors', () => {
    expect(signatures.filter((signature) => signature.patterns.length > 0).length).toBeGreaterThan(120)
    expect(signatures.filter((signature) => signature.patterns.length === 0).length).toBeGreaterThan(30)
  })

  it('names each signature once', () => {
    expect(new Set(signatures.map((signature) => signature.id)).size).toBe(signatures.length)
    expect(new Set(signatures.map((signature) => signature.title)).size).toBe(signatures.length)
  })

  it('takes identifiers for little by themselves', () => {
    for (const signature of signatures.filter(({ kind }) => kind === 'identifier')) {
      expect(['low', 'info']).toContain(signature.severity)
    }
  })
})
