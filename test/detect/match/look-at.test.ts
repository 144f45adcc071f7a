import { expect, it } from 'vitest'
import { createDetector } from '../../../src/detect/create-detector.js'
import type { Look } from '../../../src/detect/look.js'
import { candidatesPerFile } from '../../../src/detect/match/search.js'

const detector = createDetector({ digest: '', signatures: [] }, { marks: ['mark'] })
const found = (text: { base: number }, start: number) => ({
  signature: 'x',
  secret: String(text.base + start),
  start,
  end: start + 4,
  confidence: 'likely' as const,
  reasons: [],
})

it('is called at every mark, in any case, once and in order', () => {
  const places: number[] = []
  const stream = detector.openStream((text, at) => {
    places.push(text.base + at)
    return undefined
  })
  stream.push(Buffer.from('mark a ma'))
  stream.push(Buffer.from('rk MaRk markmark'))
  expect(stream.end()).toEqual([])
  expect(places).toEqual([0, 7, 12, 17, 21])
})

it('gives candidates their place in the file, also beyond a block', () => {
  const look: Look = (text, at) => ({ candidates: [found(text, at)], work: 1 })
  const stream = detector.openStream(look)
  for (let piece = 0; piece < 20; piece++) stream.push(Buffer.from(`${'x'.repeat(99_995)}\nmark`))
  const candidates = stream.end()
  expect(candidates.map((one) => one.start)).toEqual(Array.from({ length: 20 }, (_, n) => (n + 1) * 100_000 - 4))
  expect(candidates.every((one) => one.secret === String(one.start) && one.column === 1)).toBe(true)
})

it('is called no more where a file has too many candidates, or cost too much, and that is told', () => {
  let calls = 0
  const text = Buffer.from('mark '.repeat(3 * candidatesPerFile))
  const many = detector.openStream((text, at) => ({ candidates: [found(text, at)], work: 1 }))
  expect(many.whole(text)).toHaveLength(candidatesPerFile)
  expect(many.dropped).toBe(2 * candidatesPerFile)
  const costly = detector.openStream(() => {
    calls++
    return { candidates: [], work: 1_000_000 }
  })
  costly.whole(text)
  expect(calls).toBeLessThan(10)
  expect(costly.dropped).toBe(3 * candidatesPerFile - calls)
  costly.whole(Buffer.from('mark'))
  expect(costly.dropped).toBe(0)
})

it('is not called in texts that are held in memory', () => {
  expect(detector.inText('mark')).toEqual([])
})
