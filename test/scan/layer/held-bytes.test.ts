import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialFormats } from '../../../src/inspect/files/formats.js'
import { createHeldBytes } from '../../../src/scan/layer/held-bytes.js'
import { heldLimit } from '../../../src/scan/layer/own-format.js'

describe('createHeldBytes', () => {
  it('holds the bytes up to its limit, which may change', () => {
    const limit = 200_000
    const held = createHeldBytes()
    const file = fc.record({
      pieces: fc.array(fc.uint8Array({ maxLength: 90_000, size: 'max' }), { minLength: 1, maxLength: 5 }),
      head: fc.option(fc.nat(300_000), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(file, { maxLength: 3 }), (files) => {
        for (const { pieces, head } of files) {
          const [first, ...rest] = pieces
          held.start(limit)
          held.push(first!)
          if (head !== undefined) held.limitTo(head)
          for (const piece of rest) held.push(piece)
          expect(held.held().equals(Buffer.concat(pieces).subarray(0, head ?? limit))).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('is long enough for every format', () => {
    expect(credentialFormats.filter(({ limit }) => limit > heldLimit).map(({ id }) => id)).toEqual([])
  })
})
