import { crc32, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { gzipQuine, zipQuine } from '../../unwrap/quine.js'
import { token } from '../layer/unwrap/scan-file.js'
import {
  deltaChain,
  emptyEntries,
  fortyTwo,
  gzips,
  zerosInBzip2,
  zerosInGzip,
  zerosInXz,
  zerosInZip,
  zerosInZstd,
  zips,
} from './bombs.js'
import { type MeasuredScan, type Pieces, scanBomb, scanLayer } from './measured-scan.js'

/** What no scan may exceed, in MiB. */
const mostMemory = 250
/** What none of these takes on a machine that has other things to do, in seconds. */
const mostTime = 100

const secret = token('bomb')
const limitsOf = ({ report }: MeasuredScan) => report.coverage.gaps.map(({ kind, reason }) => `${kind}: ${reason}`)
const isFound = ({ report }: MeasuredScan) => report.findings.some(({ signature }) => signature.id.startsWith('github'))

/** It came with Node 20.15. */
const hasCrc32 = typeof crc32 === 'function'

let made: Pieces | undefined
/** Empty files. */
function million(): Pieces {
  made ??= emptyEntries(1000, 1)
  return made
}

const ratio = 'limit: what is inside is more than 250 times as large as the file (--unwrap-ratio)'
const deep = (id: string) => `limit: more than 16 wrappings inside each other (--unwrap-depth): not opened as ${id}`

describe('a bomb is cut off, in bounded memory, and that is told', { timeout: 2_000 * mostTime }, () => {
  it.each<[string, () => Pieces, string]>([
    ['10 GB of zeros in a gzip', zerosInGzip, ratio],
    ['10 GB of zeros in a zip', zerosInZip, ratio],
    ['10 GB of zeros in Zstandard', zerosInZstd, ratio],
    ['10 GB of zeros in bzip2', zerosInBzip2, ratio],
    ['10 GB of zeros in xz', zerosInXz, ratio],
    ['zips in zips, with 4 GB at the bottom of each', () => [fortyTwo()], ratio],
    ['a thousand gzips', () => [gzips(1000, secret)], deep('gzip')],
    ['a thousand zips', () => [zips(1000, secret)], deep('zip')],
    ...(hasCrc32
      ? ([
          ['a gzip that holds itself', () => [gzipQuine()], deep('gzip')],
          ['a zip that holds itself', () => [zipQuine()], deep('zip')],
        ] as [string, () => Pieces, string][])
      : []),
    ['a million empty files in a tar.gz', () => million(), 'limit: more than 500000 files inside'],
    [
      '10,000 deltas of a large file, each against the one before',
      () => [deltaChain(10_000, Buffer.alloc(2 ** 18, 'line\n'), 'x')],
      ratio,
    ],
  ])('%s', (_, bomb, limit) => {
    const scanned = scanBomb('srv/bomb', bomb())
    expect(limitsOf(scanned)).toContain(limit)
    expect(scanned.report.coverage.complete).toBe(false)
    expect(scanned.exitCode).toBe(2)
    expect(scanned.peak).toBeLessThan(mostMemory)
    expect(scanned.seconds).toBeLessThan(mostTime)
  })
})

describe('what only looks like a bomb is read to its end', { timeout: 2_000 * mostTime }, () => {
  it('a layer of a million empty files', () => {
    const scanned = scanLayer(million())
    expect(scanned.report.coverage).toMatchObject({ complete: true, files: 1_000_000 })
    expect(scanned.peak).toBeLessThan(mostMemory)
  })

  it('a chain of 10,000 deltas of a small file', () => {
    const scanned = scanBomb('srv/a.pack', [deltaChain(10_000, Buffer.from('line\n'), `\nTOKEN=${secret}\n`)])
    expect(limitsOf(scanned)).toEqual([])
    expect(isFound(scanned)).toBe(true)
    expect(scanned.peak).toBeLessThan(mostMemory)
  })

  it('a flag raises the limit, as the gap says', () => {
    const nested = gzips(20, `TOKEN=${secret}\n`)
    expect(isFound(scanBomb('srv/a.gz', [nested]))).toBe(false)
    expect(isFound(scanBomb('srv/a.gz', [nested], ['--unwrap-depth', '20']))).toBe(true)
  })

  it('--no-unwrap opens nothing, says so once, and is complete', () => {
    const scanned = scanBomb('srv/a.gz', [gzipSync(secret)], ['--no-unwrap'])
    expect([scanned.exitCode, isFound(scanned)]).toEqual([0, false])
    expect(limitsOf(scanned)).toEqual([
      'unopened: not opened, as --no-unwrap asks: the bytes of every file were searched as they are',
    ])
    expect(scanBomb('srv/a.gz', [gzipSync(secret)], ['--no-unwrap', '--strict']).exitCode).toBe(2)
  })
})

/** Minutes of work: run with `JETSAM_TEST_HUGE=1`. */
describe.runIf(process.env.JETSAM_TEST_HUGE)('ten million empty files', { timeout: 600_000 }, () => {
  it('as a layer', () => {
    const scanned = scanLayer(emptyEntries(2500, 4))
    expect(scanned.report.coverage).toMatchObject({ files: 10_000_000 })
    expect(scanned.peak).toBeLessThan(mostMemory + 50)
  })

  it('inside a layer', () => {
    const scanned = scanBomb('srv/a.tgz', emptyEntries(2500, 4))
    expect([scanned.exitCode, limitsOf(scanned)]).toEqual([2, ['limit: more than 500000 files inside']])
    expect(scanned.peak).toBeLessThan(mostMemory)
  })
})
