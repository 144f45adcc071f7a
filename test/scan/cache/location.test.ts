import { expect, it } from 'vitest'
import { defaultCacheFolder } from '../../../src/scan/cache/location.js'

it.each([
  ['linux', { XDG_CACHE_HOME: '/c' }, '/c/jetsam'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/u/.cache/jetsam'],
  ['linux', {}, '/home/u/.cache/jetsam'],
  ['darwin', {}, '/home/u/Library/Caches/jetsam'],
])('the cache is where %s keeps such things', (os, env, folder) => {
  expect(defaultCacheFolder({ HOME: '/home/u', ...env }, os)).toBe(folder)
})
