import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { writeZip } from '../../../unwrap/zip/write-zip.js'
import { type Kind, kinds } from './kinds.js'
import { has, scanFile, token } from './scan-file.js'

const secret = token('everywhere')
const text = Buffer.from(`# the settings of the application\nA=1\nTOKEN=${secret}\n`)

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

it.each(here.map((kind) => [kind.id, kind] as const))('%s is read to its end from pieces, without a gap', (_, kind) => {
  for (const pieceLength of [100, 4096]) expect(scanFile(kind.wrap(text), { pieceLength }).gaps).toEqual([])
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
    for (const kind of here.filter(({ isLeaf }) => !isLeaf)) {
      const { bytes } = wrapped([kind])
      const { gaps } = scanFile(gzipSync(bytes), { limits: { depth: 1 } })
      expect(gaps).toEqual([
        { kind: 'limit', reason: expect.stringContaining('more than 1 wrappings inside each other'), via: ['gzip'] },
      ])
    }
  })
})
