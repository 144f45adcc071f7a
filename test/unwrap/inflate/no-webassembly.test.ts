import { afterEach, expect, it, vi } from 'vitest'
import type { Inside } from '../../../src/unwrap/inside.js'
import { defaultUnwrapLimits } from '../../../src/unwrap/limits.js'
import { createUnwrapMeter } from '../../../src/unwrap/meter.js'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

it('without WebAssembly, what only it can open is told and passed over', async () => {
  vi.resetModules()
  vi.stubGlobal('WebAssembly', undefined)
  const { openXz } = await import('../../../src/unwrap/inflate/xz/xz.js')
  const { openLzmaAlone } = await import('../../../src/unwrap/inflate/xz/lzma-alone.js')
  const { openBzip2 } = await import('../../../src/unwrap/inflate/bzip2/bzip2.js')
  const told: string[] = []
  const out: Inside = {
    start: () => told.push('start'),
    push: () => told.push('push'),
    end: () => told.push('end'),
    gap: ({ kind, reason }) => told.push(`${kind}: ${reason}`),
    hold: () => undefined,
    meter: createUnwrapMeter(defaultUnwrapLimits),
  }
  for (const open of [openXz, openLzmaAlone, openBzip2]) {
    const unwrapper = open(out, { path: 'a' })
    unwrapper.push(Buffer.from('bytes'))
    unwrapper.end()
  }
  const because = 'is not opened without WebAssembly: its bytes were searched as they are'
  expect(told).toEqual(['xz', 'lzma', 'bzip2'].map((id) => `unopened: ${id} ${because}`))
})
