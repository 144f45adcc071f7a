import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDetector } from '../../../src/detect/create-detector.js'
import { reach } from '../../../src/detect/match/scan-range.js'
import { candidatesPerFile } from '../../../src/detect/match/search.js'
import { blockLength } from '../../../src/detect/prefilter/prefilter.js'
import type { LocatedCandidate } from '../../../src/findings/candidate.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { tableOfTemplates } from '../table-of-templates.js'

const github = 'ghp_{base62:30}{crc32:6}'
const datadog = '{hex:32}'
const key = '{pem:PRIVATE KEY}'
const detector = createDetector(
  tableOfTemplates([
    { id: 'github', value: github },
    { id: 'datadog', value: datadog, near: { words: ['datadog'], within: 40 } },
    { id: 'private-key', value: [key, '{pem:PGP PRIVATE KEY BLOCK}'] },
    { id: 'jwt', value: '{jwt}' },
  ]),
)

const pieces = [
  ...[1, 2].map((seed) => `${expandTemplate(github, seed)}\n`),
  ...[1, 2].map((seed) => `DATADOG_KEY=${expandTemplate(datadog, seed)}\n`),
  `${expandTemplate(key, 1)}\n`,
  `T: "${expandTemplate('{jwt}', 1)}"\n`,
  'ghp_',
  '-----BEGIN PRIVATE KEY-----\n',
  '\n',
  'datadog = ',
  'x'.repeat(300),
  '\0',
]

function inPieces(bytes: Buffer, cuts: number[]): LocatedCandidate[] {
  const stream = detector.openStream()
  let from = 0
  for (const cut of cuts) {
    const to = Math.min(bytes.length, from + cut)
    const piece = Buffer.from(bytes.subarray(from, to))
    stream.push(piece)
    piece.fill(0)
    from = to
  }
  stream.push(bytes.subarray(from))
  return stream.end()
}

/** Line and column by the plainest means. */
function placeOf(bytes: Buffer, offset: number): { line: number; column: number } {
  const lines = bytes.toString('latin1', 0, offset).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

describe('a file in pieces', () => {
  it('gives the same candidates, however it is cut', () => {
    const file = fc.array(fc.constantFrom(...pieces), { maxLength: 12 })
    const cuts = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 20 })
    fc.assert(
      fc.property(file, cuts, (parts, sizes) => {
        const bytes = Buffer.from(parts.join(''), 'latin1')
        const whole = detector.openStream().whole(bytes)
        expect(inPieces(bytes, sizes)).toEqual(whole)
        for (const { start, line, column } of whole) expect({ line, column }).toEqual(placeOf(bytes, start))
      }),
      { numRuns: 200 },
    )
  })

  it('gives the same candidates for a file of many buffers', () => {
    const filler = ['some text\n', 'y'.repeat(70), '\n\n', 'a=b;'].map((text) => text.repeat(4000))
    const parts = [...pieces, ...filler, ...pieces]
    const bytes = Buffer.from([...parts, ...parts, ...parts.reverse(), ...parts].join('').repeat(2), 'latin1')
    expect(bytes.length).toBeGreaterThan(3 * blockLength)
    const whole = detector.openStream().whole(bytes)
    expect(whole.length).toBeGreaterThan(50)
    for (const size of [777, 65_536, 500_000, blockLength, 2 * blockLength]) {
      expect(inPieces(bytes, Array(Math.ceil(bytes.length / size)).fill(size))).toEqual(whole)
    }
    for (const { start, line, column } of whole) expect({ line, column }).toEqual(placeOf(bytes, start))
  })

  it('finds a value at every place round the edges of a buffer', () => {
    const value = expandTemplate(github, 4)
    for (let offset = -60; offset <= 20; offset += 1) {
      for (const edge of [blockLength, blockLength - reach, blockLength - 2 * reach]) {
        const bytes = Buffer.alloc(blockLength + 100, ' ')
        bytes.write(value, edge + offset, 'latin1')
        expect(inPieces(bytes, [100_000]).map(({ start }) => start)).toEqual([edge + offset])
      }
    }
  })
})

describe('a key of sixteen kilobytes', () => {
  const lines = Array.from({ length: 256 }, (_, seed) => expandTemplate('{base64:64}', seed)).join('\n')

  it.each(['PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'])('is found whole however it is cut: %s', (label) => {
    const block = `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----`
    for (const before of [0, 1, blockLength - 8000, blockLength - reach - 9]) {
      const bytes = Buffer.concat([Buffer.alloc(before, ' '), Buffer.from(block), Buffer.alloc(reach, '\n')])
      const whole = detector.openStream().whole(bytes)
      expect(whole).toMatchObject([{ start: before, end: before + block.length }])
      const pieces = before < 2 ? [1, 7, 64, 1000] : [4096, 65_536, blockLength]
      for (const piece of pieces) {
        expect(inPieces(bytes, Array(Math.ceil(bytes.length / piece)).fill(piece))).toEqual(whole)
      }
    }
  })
})

describe('one stream', () => {
  const value = expandTemplate(github, 5)

  it('serves file after file', () => {
    const stream = detector.openStream()
    stream.push(Buffer.from(`\n\n${value}`))
    expect(stream.end()).toMatchObject([{ line: 3, column: 1, start: 2 }])
    expect(stream.end()).toEqual([])
    expect(stream.whole(Buffer.from(` ${value}`))).toMatchObject([{ line: 1, column: 2, start: 1 }])
    stream.push(Buffer.from(value))
    expect(stream.end()).toMatchObject([{ line: 1, column: 1, start: 0 }])
  })

  it('tells the exact column of a line that is longer than any buffer, in bounded memory', () => {
    const stream = detector.openStream()
    const piece = Buffer.alloc(1 << 20, 'A1')
    for (let at = 0; at < piece.length; at += 61) piece[at] = 0x20
    stream.push(Buffer.from('first\n'))
    const before = process.memoryUsage()
    const pieces = 48
    for (let count = 0; count < pieces; count++) stream.push(piece)
    stream.push(Buffer.from(` ${value}`))
    const after = process.memoryUsage()
    expect(stream.end()).toMatchObject([{ line: 2, column: pieces * piece.length + 2 }])
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(16 * 1024 * 1024)
  })

  it('finds a value of fixed length without delimiters in a binary, and only there', () => {
    const glued = `xyz${value}abc`
    const stream = detector.openStream()
    const binary = Buffer.concat([Buffer.from('\x7fELF\0\0'), Buffer.alloc(1 << 20, 'text'), Buffer.from(glued)])
    expect(stream.whole(binary)).toMatchObject([{ secret: value }])
    expect(stream.whole(Buffer.from(glued))).toEqual([])
  })

  it('keeps a thousand candidates and counts the rest', () => {
    const one = Buffer.from(`${value}\n`)
    const stream = detector.openStream()
    expect(stream.whole(Buffer.concat(Array(candidatesPerFile + 7).fill(one)))).toHaveLength(candidatesPerFile)
    expect(stream.dropped).toBe(7)
    stream.whole(one)
    expect(stream.dropped).toBe(0)
  })
})
