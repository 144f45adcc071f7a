import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { writeZip } from '../../../unwrap/zip/write-zip.js'
import { deltaChain } from '../../bombs/bombs.js'
import { folder, has, run, scanFile, token } from './scan-file.js'

const secret = token('everywhere')
const text = Buffer.from(`# the settings of the application\nA=1\nTOKEN=${secret}\n`)

/** One kind of wrapping. `step`: how `via` tells it round this content. */
type Kind = {
  id: string
  wrap(content: Buffer): Buffer
  step(content: Buffer): string
  /** What may stand inside; all, unless it says so. */
  holds?: (inner: Kind | undefined) => boolean
  /** A program makes it. */
  needs?: string
}

const shown = new Set(['zip', 'jar', 'gzip', 'zstd', 'deb', 'base64', 'hex', 'utf-16le', 'utf-32be'])
/** What is encoded in a text is opened if it is text, or compressed. */
const isShown = (inner: Kind | undefined) => inner === undefined || shown.has(inner.id)
const isText = (inner: Kind | undefined) => inner === undefined || inner.id === 'base64' || inner.id === 'hex'

function wide(content: Buffer): Buffer {
  const bytes = Buffer.alloc(4 * content.length)
  for (const [i, byte] of content.entries()) bytes.writeUInt32BE(byte, 4 * i)
  return bytes
}

function arMember(name: string, content: Buffer): Buffer {
  const fields = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}`
  const header = Buffer.from(`${fields}${`${content.length}`.padEnd(10)}\`\n`)
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2, '\n')])
}

const debStart = Buffer.concat([Buffer.from('!<arch>\n'), arMember('debian-binary', Buffer.from('2.0\n'))])

const kinds: Kind[] = [
  { id: 'zip', wrap: (data) => writeZip([{ name: 'conf/a', data }]), step: () => 'zip:conf/a' },
  { id: 'jar', wrap: (data) => writeZip([{ name: 'lib/a.jar', data, method: 0 }]), step: () => 'zip:lib/a.jar' },
  { id: 'tar', wrap: (body) => tarOf([{ path: 'srv/a', body }]), step: () => 'tar:srv/a' },
  { id: 'gzip', wrap: (content) => gzipSync(content), step: () => 'gzip' },
  {
    id: 'zstd',
    wrap: (content) => run(folder(), 'zstd', ['-c'], content),
    step: () => 'zstd',
    needs: 'zstd',
  },
  { id: 'deb', wrap: (content) => Buffer.concat([debStart, arMember('data', content)]), step: () => 'deb:data' },
  {
    id: 'git pack',
    wrap: (content) => deltaChain(1, content, ''),
    step: (content) =>
      `git:blob ${createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex').slice(0, 12)}`,
  },
  {
    id: 'sqlite',
    wrap(content) {
      const cwd = folder()
      run(cwd, 'sqlite3', ['a.db'], `CREATE TABLE t(v); INSERT INTO t VALUES(X'${content.toString('hex')}');`)
      return readFileSync(join(cwd, 'a.db'))
    },
    step: () => 'sqlite:t.v',
    needs: 'sqlite3',
  },
  {
    id: 'base64',
    wrap: (content) => Buffer.from(`data: ${content.toString('base64')}\n`),
    step: () => 'base64',
    holds: isShown,
  },
  {
    id: 'hex',
    wrap: (content) => Buffer.from(`data: ${content.toString('hex')}\n`),
    step: () => 'hex',
    holds: isShown,
  },
  {
    id: 'utf-16le',
    wrap: (content) => Buffer.from(content.toString(), 'utf16le'),
    step: () => 'utf-16le',
    holds: isText,
  },
  { id: 'utf-32be', wrap: wide, step: () => 'utf-32be', holds: isText },
]

const here = kinds.filter(({ needs }) => needs === undefined || has(needs))

/** The content in these wrappings, outermost first, and what `via` says of it. Kept, for the same ones stand inside others. */
const made = new Map<string, { bytes: Buffer; via: string[] }>()
function wrapped(chain: readonly Kind[]): { bytes: Buffer; via: string[] } {
  const [outer, ...rest] = chain
  if (outer === undefined) return { bytes: text, via: [] }
  const name = chain.map(({ id }) => id).join(' > ')
  const known = made.get(name)
  if (known) return known
  const inner = wrapped(rest)
  const one = { bytes: outer.wrap(inner.bytes), via: [outer.step(inner.bytes), ...inner.via] }
  made.set(name, one)
  return one
}

function chains(depth: number): Kind[][] {
  if (depth === 0) return [[]]
  // Programs take their time: three deep, they do not wrap all that there is.
  const isQuick = ({ needs }: Kind, [second]: Kind[]) => depth < 3 || needs === undefined || second?.id === 'gzip'
  return chains(depth - 1).flatMap((inner) =>
    here
      .filter((outer) => isQuick(outer, inner) && (outer.holds === undefined || outer.holds(inner[0])))
      .map((outer) => [outer, ...inner]),
  )
}

const pathsTo = (bytes: Buffer, pieceLength?: number) =>
  scanFile(bytes, { ...(pieceLength && { pieceLength }) })
    .candidates.filter((one) => one.secret === secret)
    .map(({ via = [] }) => via)

describe.each([1, 2, 3])('a secret %s deep is found, and its way is told', (depth) => {
  it.each(here.map((kind) => [kind.id, kind] as const))('inside %s', (_, kind) => {
    for (const chain of chains(depth).filter(([outer]) => outer === kind)) {
      const { bytes, via } = wrapped(chain)
      expect(pathsTo(bytes)).toEqual([via])
      if (depth < 3) expect(pathsTo(bytes, 4096)).toEqual([via])
    }
  })
})

describe('what is not opened is told, however deep it stands', () => {
  const closed: [string, Buffer][] = [
    ['7z', Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), text])],
    ['rar', Buffer.concat([Buffer.from('526172211a070100', 'hex'), text])],
    ['lz4', Buffer.concat([Buffer.from('04224d1860408200', 'hex'), text])],
    ['lzip', Buffer.concat([Buffer.from('LZIP\x01\x0c\0\0', 'latin1'), text])],
    ['an encrypted zip', writeZip([{ name: 'a', data: text, flags: 1 }])],
    ['a malformed database', Buffer.from(`SQLite format 3\0${'x'.repeat(200)}`)],
    ['a gzip that breaks off', gzipSync(text).subarray(0, -20)],
    ['a tar that breaks off', tarOf([{ path: 'a', body: text }]).subarray(0, 540)],
  ]
  const outside = here.filter(({ holds, needs }) => holds === undefined && needs === undefined)
  it.each(closed)('%s', (_, bytes) => {
    expect(scanFile(bytes).gaps).toHaveLength(1)
    for (const one of outside) {
      const once = one.wrap(bytes)
      expect(scanFile(once).gaps.map(({ kind, via }) => [kind, via])).toEqual([['unopened', [one.step(bytes)]]])
      for (const two of outside) {
        const via = [two.step(once), one.step(bytes)]
        expect(scanFile(two.wrap(once)).gaps.map((gap) => [gap.kind, gap.via])).toEqual([['unopened', via]])
      }
    }
  })

  it('a limit, too', () => {
    for (const kind of here) {
      const { bytes } = wrapped([kind])
      const { gaps } = scanFile(gzipSync(bytes), { limits: { depth: 1 } })
      expect(gaps).toEqual([
        { kind: 'limit', reason: expect.stringContaining('more than 1 wrappings inside each other'), via: ['gzip'] },
      ])
    }
  })
})
