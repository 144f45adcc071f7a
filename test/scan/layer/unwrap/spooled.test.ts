import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { writeZip } from '../../../unwrap/zip/write-zip.js'
import { folder, has, run, scanFile, token } from './scan-file.js'

const secret = token('spooled')
const filler = { name: 'filler', data: Buffer.alloc(300_000, 'x'), method: 0 }
const zip = writeZip([filler, { name: 'app.env', data: `TOKEN=${secret}\n` }])
const held = { heldBytes: 1000 }
const scanned = (bytes: Uint8Array, limits = {}, pieceLength = 65_536) => {
  const { candidates, gaps } = scanFile(bytes, { limits: { ...held, ...limits }, pieceLength })
  return {
    found: candidates.some((one) => one.secret === secret && one.via?.at(-1)?.startsWith('zip:')),
    gaps: gaps.map(({ kind, reason }) => `${kind}: ${reason}`),
  }
}
const openFiles = () => readdirSync('/proc/self/fd').length

afterEach(() => vi.unstubAllEnvs())

describe('a file too large to be held', () => {
  it('is read from a temporary file, which is closed afterwards', () => {
    const before = openFiles()
    expect(scanned(zip)).toEqual({ found: true, gaps: [] })
    // Also where a limit ends the work.
    expect(scanned(zip, { entriesPerFile: 1 }).gaps).toEqual(['limit: more than 1 files inside'])
    expect(
      scanned(writeZip([{ name: 'a.zip', data: zip, method: 0 }, filler]), { bytesPerFile: 200_000 }).gaps,
    ).toHaveLength(1)
    expect(openFiles()).toBe(before)
  })

  it.each<[string, object, string]>([
    ['--no-spool', { spoolBytes: 0 }, '--no-spool keeps it out of a temporary file'],
    [
      'more than may be kept, which shows in the middle',
      { spoolBytes: 200_000 },
      'more bytes than are kept in temporary files (200000, --spool-size)',
    ],
  ])('%s: a zip is read in one pass, and that is told', (_, limits, why) => {
    expect(scanned(zip, limits)).toEqual({
      found: true,
      gaps: [`unopened: read as zip in one pass, without its directory: ${why}`],
    })
  })

  it('a folder for temporary files that is not there is told, by its code', () => {
    vi.stubEnv('TMPDIR', '/no/such/folder')
    expect(scanned(zip).gaps).toEqual([
      'unopened: read as zip in one pass, without its directory: it could not be kept in a temporary file (ENOENT; TMPDIR says where)',
    ])
  })

  it.runIf(has('sqlite3'))('a database that may not be kept is cut off', () => {
    const cwd = folder()
    run(cwd, 'sqlite3', ['a.db', `CREATE TABLE t(v); INSERT INTO t VALUES('${secret}'), (hex(zeroblob(50000)));`])
    const bytes = run(cwd, 'cat', ['a.db'])
    expect(scanned(bytes, { spoolBytes: 0 }).gaps).toEqual([
      'limit: not opened as sqlite: --no-spool keeps it out of a temporary file',
    ])
    expect(scanned(bytes).gaps).toEqual([])
  })

  it('counts what files inside each other keep together', () => {
    const outer = writeZip([{ name: 'a.zip', data: zip, method: 0 }, filler])
    expect(scanned(outer, { spoolBytes: outer.length + zip.length })).toEqual({ found: true, gaps: [] })
    expect(scanned(outer, { spoolBytes: outer.length + 1000 }).gaps).toHaveLength(1)
  })
})
