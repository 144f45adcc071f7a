import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialFormats } from '../../../src/inspect/files/formats.js'
import { heldLimit } from '../../../src/scan/layer/file-scanner.js'
import { createHeldBytes } from '../../../src/scan/layer/held-bytes.js'

describe('createHeldBytes', () => {
  it('holds the bytes up to its limit, or the head of a file known to be larger', () => {
    const limit = 200_000
    const head = 16
    const held = createHeldBytes(limit, head)
    const file = fc.record({
      pieces: fc.array(fc.uint8Array({ maxLength: 90_000, size: 'max' }), { maxLength: 5 }),
      known: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(file, { maxLength: 3 }), (files) => {
        for (const { pieces, known } of files) {
          const all = Buffer.concat(pieces)
          held.start(known ? all.length : undefined)
          for (const piece of pieces) held.push(piece)
          const length = known && all.length > limit ? head : limit
          expect(held.held().equals(all.subarray(0, length))).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('is long enough for every format', () => {
    expect(credentialFormats.filter(({ limit }) => limit > heldLimit).map(({ id }) => id)).toEqual([])
  })
})
