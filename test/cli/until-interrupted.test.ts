import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { patience, untilInterrupted } from '../../src/cli/until-interrupted.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('gives the result of the work, or its error', async () => {
  const { signal } = new AbortController()
  await expect(untilInterrupted(Promise.resolve(5), signal)).resolves.toBe(5)
  await expect(untilInterrupted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no')
})

it('lets interrupted work end in order, and leaves no timer behind', async () => {
  const controller = new AbortController()
  const work = new Promise<string>((resolve) => setTimeout(() => resolve('partial'), patience - 1))
  const result = untilInterrupted(work, controller.signal)
  controller.abort()
  await vi.advanceTimersByTimeAsync(patience - 1)
  await expect(result).resolves.toBe('partial')
  expect(vi.getTimerCount()).toBe(0)
})

it.each(['before', 'after'])('gives up on work that does not end, interrupted %s its start', async (when) => {
  const controller = new AbortController()
  if (when === 'before') controller.abort()
  const result = untilInterrupted(new Promise(() => {}), controller.signal)
  controller.abort()
  const expectation = expect(result).rejects.toMatchObject({ problem: { code: 'interrupted' } })
  await vi.advanceTimersByTimeAsync(patience)
  await expectation
})
