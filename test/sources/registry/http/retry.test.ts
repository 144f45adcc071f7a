import { expect, it } from 'vitest'
import { askedWait, defaultPatience, isPassing, waitBefore } from '../../../../src/sources/registry/http/retry.js'

it.each([
  ['0', 0],
  [' 12 ', 12_000],
  ['Sun, 06 Nov 1994 08:49:47 GMT', 10_000],
  ['Sun, 06 Nov 1994 08:49:27 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  [undefined, undefined],
])('Retry-After: %s', (header, wait) => {
  const now = Date.parse('Sun, 06 Nov 1994 08:49:37 GMT')
  expect(askedWait(header, now)).toBe(wait)
})

it('waits longer each time, and at least as long as it is asked to', () => {
  const waits = [1, 2, 3, 4].map((attempt) => waitBefore(attempt, defaultPatience)!)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waitBefore(1, defaultPatience, 30_000)).toBeGreaterThanOrEqual(30_000)
})

it('gives up', () => {
  expect(waitBefore(defaultPatience.attempts, defaultPatience)).toBeUndefined()
  expect(waitBefore(1, defaultPatience, defaultPatience.longestWait + 1)).toBeUndefined()
})

it('knows what may pass', () => {
  expect([429, 408, 500, 502, 503, 504].every(isPassing)).toBe(true)
  expect([200, 307, 400, 401, 403, 404, 416, 501, 505].some(isPassing)).toBe(false)
})
