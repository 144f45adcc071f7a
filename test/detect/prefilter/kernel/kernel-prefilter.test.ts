import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsBefore } from '../../../../src/detect/match/names/near-word.js'
import { planDetection } from '../../../../src/detect/plan/detection-plan.js'
import { longestName } from '../../../../src/detect/plan/word-index.js'
import { kernelPrefilter } from '../../../../src/detect/prefilter/kernel/kernel-prefilter.js'
import { blockLength, pairsAtOnce, strideLength } from '../../../../src/detect/prefilter/prefilter.js'
import { scriptPrefilter } from '../../../../src/detect/prefilter/script-prefilter.js'
import { longestRun } from '../../../../src/detect/prefilter/token-runs.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../../src/signatures/read-table.js'
import { passes } from '../passes.js'

const { keys, anchorsOfKey, words, wordIndex } = planDetection(readSignatureTable())
const kernel = kernelPrefilter(keys, words)!
const script = scriptPrefilter(keys)
const literals = anchorsOfKey.map(({ anchors }) => Buffer.from(anchors[0]!.literal).toString('latin1'))

/** The kernel's passes, from a copy and from its own block, are those of the twin. */
function expectTwins(bytes: Buffer, range: { from?: number; to?: number; length?: number; step?: number } = {}): void {
  const expected = passes(script, bytes, range)
  expect(passes(kernel, bytes, range)).toEqual(expected)
  if (bytes.length > blockLength) return
  kernel.block.fill(0x41)
  bytes.copy(kernel.block)
  const inBlock = { to: bytes.length, length: bytes.length, ...range }
  expect(passes(kernel, kernel.block, inBlock)).toEqual(expected)
}

function noise(length: number, seed: number, alphabet?: string): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0, state = seed; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
    const random = (state >>> 16) & 0xff
    bytes[at] = alphabet === undefined ? random : alphabet.charCodeAt(random % alphabet.length)
  }
  return bytes
}

describe('the kernel finds what its twin finds', () => {
  it('runs here', () => expect(kernel).toBeDefined())

  it('in texts of anchors, tokens and other things, wherever they begin and end', () => {
    const part = fc.oneof(
      fc.constantFrom(...literals),
      fc.constantFrom(...literals.map((literal) => literal.slice(0, -1))),
      fc.constantFrom(' ', '\n', '"', '=', '/', '\0', '\xff', 'a'.repeat(63), 'A1'.repeat(40)),
      fc.integer().map((seed) => expandTemplate('{base62:12-40}', seed)),
      fc.string({ maxLength: 20 }),
    )
    const cut = fc.integer({ min: 0, max: 80 })
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }),
        cut,
        cut,
        cut,
        fc.integer({ min: 1, max: 90 }),
        (parts, a, b, c, step) => {
          const bytes = Buffer.from(parts.join(''), 'latin1')
          const length = Math.max(0, bytes.length - c)
          const to = Math.max(0, length - b)
          const from = Math.min(a, to)
          expectTwins(bytes, { from, to, length })
          expectTwins(bytes, { from, to, length, step })
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    ['random bytes', noise(200_000, 1)],
    ['random letters and digits', noise(200_000, 2, 'abcXYZ0123456789')],
    ['tokens of all lengths round sixteen', noise(200_000, 3, 'aB3_+ ')],
    ['nearly nothing but tokens', noise(400_000, 4, `${'aB3kQ'.repeat(50)} `)],
    ['zeros', Buffer.alloc(100_000)],
    ['one run without end', Buffer.alloc(300_000, 'a1')],
    [
      'runs as long as runs may be',
      Buffer.from([0, 1, 2].map((more) => 'a1'.repeat(longestRun / 2) + 'b'.repeat(more)).join(' ')),
    ],
    ['every literal', Buffer.from(literals.join(' '), 'latin1')],
  ])('in %s', (_, bytes) => {
    for (const from of [0, 1, 2, 3, 15, 16, 17, 63, 64, 65]) expectTwins(bytes, { from })
    expectTwins(bytes, { step: 4099 })
  })

  it('where there is no end of anchors', () => {
    for (const literal of literals.slice(0, 40)) {
      const bytes = Buffer.alloc(strideLength + 77, literal, 'latin1')
      expect(passes(kernel, bytes)).toEqual(passes(script, bytes))
    }
    const dense = literals.find((literal) => new Set(literal).size === 1)
    expect(dense).toBeDefined()
    expect(passes(kernel, Buffer.alloc(strideLength, dense)).anchors.length).toBeGreaterThan(7 * pairsAtOnce)
  })

  it('in real files', () => {
    const folder = join(import.meta.dirname, '../../../../node_modules/vitest/dist')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
    const real = files.filter((file) => statSync(file).isFile()).slice(0, 100)
    expect(real.length).toBeGreaterThan(20)
    for (const file of [...real, process.execPath]) expectTwins(readFileSync(file).subarray(0, 5_000_000))
  })
})

describe('what both find', () => {
  /** The four bytes of each key, by its number. */
  const needles = Array.from({ length: keys.slots.length / 2 }, (_, slot) => slot)
    .filter((slot) => keys.slots[2 * slot + 1] !== 0)
    .map((slot) => {
      const needle = Buffer.alloc(4)
      needle.writeInt32LE(keys.slots[2 * slot]!)
      return [keys.slots[2 * slot + 1]! - 1, needle] as const
    })
  const part = fc.oneof(fc.constantFrom(...literals), fc.string({ maxLength: 5 }))

  it('is every literal, and nothing that is no key', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const bytes = Buffer.from(parts.join(''), 'latin1')
        const { anchors } = passes(kernel, bytes)
        const found = new Set(anchors.map(([at, key]) => `${at} ${key}`))
        for (const [key, needle] of needles) {
          for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1))
            expect(found.delete(`${at} ${key}`)).toBe(true)
        }
        expect([...found]).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  it('seldom is anything in random bytes', () => {
    expect(passes(kernel, noise(1 << 20, 5)).anchors.length).toBeLessThan(20)
  })
})

describe('the look for words before a run', () => {
  const before = words.before
  const known = [...wordIndex.wordOf.values()]
  const part = fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom(...known.map((word) => word.toUpperCase()), ...known.map((word) => word.slice(0, 5))),
    fc.constantFrom('Key', '_', '-', '. ', '\n', 'Http', 'API', 'x', '1', 'token', '='),
    fc.string({ maxLength: 4 }),
  )

  it('never says no where a word stands', () => {
    let stood = 0
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.nat(40), (parts, from) => {
        const bytes = Buffer.from(`${parts.join('')} 0123456789abcdef`, 'latin1')
        const start = bytes.length - 16
        const text = { bytes, length: bytes.length, base: 0, binary: false }
        kernel.turnTo(bytes, Math.min(from, start), bytes.length, bytes.length)
        const found = wordsBefore(text, start, before - longestName, wordIndex).length > 0
        if (found) stood++
        if (found) expect(kernel.mayFollowWord(start)).toBe(true)
      }),
      { numRuns: 3000 },
    )
    expect(stood).toBeGreaterThan(500)
  })

  it('seldom says yes where none stands', () => {
    const prose = Buffer.from('The quick brown fox jumps over the lazy dog, and what it finds is 0123456789abcdef')
    kernel.turnTo(prose, 0, prose.length, prose.length)
    expect(kernel.mayFollowWord(prose.length - 16)).toBe(false)
  })
})
