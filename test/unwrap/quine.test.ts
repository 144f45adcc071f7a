import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, gunzipSync, inflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { folder, has, run } from '../scan/layer/unwrap/scan-file.js'
import { gzipQuine, zipQuine } from './quine.js'

// `crc32` came with Node 20.15.
it.runIf(typeof crc32 === 'function')('a gzip that inflates to itself', () => {
  const quine = gzipQuine()
  expect(gunzipSync(quine).equals(quine)).toBe(true)
})

it.runIf(typeof crc32 === 'function')('a zip that holds itself', () => {
  const quine = zipQuine()
  expect(inflateRawSync(quine.subarray(253)).equals(quine)).toBe(true)
  if (!has('unzip')) return
  const cwd = folder()
  writeFileSync(join(cwd, 'q.zip'), quine)
  expect(run(cwd, 'unzip', ['-p', 'q.zip']).equals(quine)).toBe(true)
})
