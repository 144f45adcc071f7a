import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openGzipAtOnce } from '../../../src/unwrap/inflate/gzip-at-once.js'
import type { Inside } from '../../../src/unwrap/inside.js'
import { defaultUnwrapLimits } from '../../../src/unwrap/limits.js'
import { createUnwrapMeter } from '../../../src/unwrap/meter.js'

function inflated(...pieces: Uint8Array[]): string[] {
  const told: string[] = []
  const out: Inside = {
    start: () => {},
    push: (bytes) => told.push(Buffer.from(bytes).toString()),
    end: () => told.push('end'),
    gap: ({ kind, reason }) => told.push(`${kind}: ${reason}`),
    hold: () => undefined,
    meter: createUnwrapMeter(defaultUnwrapLimits),
  }
  const unwrapper = openGzipAtOnce(out)
  for (const piece of pieces) unwrapper.push(piece)
  unwrapper.end()
  return told
}

describe('gzip, where zlib cannot be driven piece by piece', () => {
  const whole = gzipSync('hello')
  it.each<[string, Uint8Array[], string[]]>([
    ['in pieces', [whole.subarray(0, 7), whole.subarray(7)], ['hello', 'end']],
    ['cut off', [whole.subarray(0, -9)], ['unopened: the compressed data ends too early', 'end']],
    [
      'malformed',
      [Buffer.concat([whole.subarray(0, 10), Buffer.alloc(20, 0xff)])],
      ['unopened: the compressed data is malformed', 'end'],
    ],
  ])('%s', (_, pieces, told) => {
    expect(inflated(...pieces)).toEqual(told)
  })
})
