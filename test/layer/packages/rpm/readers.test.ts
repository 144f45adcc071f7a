import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rpmReaders } from '../../../../src/layer/packages/rpm/readers.js'
import { told } from '../told.js'
import { berkeleyDatabase } from './write-berkeley.js'
import { headerOf, type RpmPackage, rpmHeader } from './write-header.js'
import { ndbDatabase } from './write-ndb.js'
import { sqliteDatabase } from './write-sqlite.js'

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')
const fedora = { kind: 'distribution', name: 'Fedora' }

const formats: [path: string, name: string, write: (blobs: readonly Buffer[]) => Buffer][] = [
  ['var/lib/rpm/rpmdb.sqlite', 'SQLite', sqliteDatabase],
  ['usr/lib/sysimage/rpm/Packages.db', 'ndb', ndbDatabase],
  ['var/lib/rpm/Packages', 'Berkeley DB', berkeleyDatabase],
  ['var/lib/rpm/Packages', 'Berkeley DB, big-endian', (blobs) => berkeleyDatabase(blobs, false)],
]

const manyFiles = Array.from({ length: 300 }, (_, i) => ({
  folder: i % 2 ? '/usr/share/doc/many/' : '/usr/lib/many/',
  name: `file ${i}`,
  digest: sha256(`${i}`),
}))
const small: RpmPackage = {
  name: 'small',
  vendor: 'Fedora Project',
  algorithm: 8,
  files: [{ folder: '/etc/', name: 'small.conf', digest: sha256('conf'), flags: 17 }],
}
const many: RpmPackage = { name: 'many', vendor: 'ACME', algorithm: 8, files: manyFiles }

const headersOf = (count: number) =>
  Array.from({ length: count }, (_, i) => rpmHeader({ ...small, name: `package${i}` }))

describe.each(formats)('rpmReaders: %s as %s', (path, _, write) => {
  it('tells packages and their files', () => {
    expect(told(rpmReaders, path, write([small, many].map(rpmHeader)))).toEqual(
      expect.arrayContaining([
        ['know', 'small', fedora],
        ['own', 'small', '/etc/small.conf', sha256('conf')],
        ['know', 'many', undefined],
        ...manyFiles.map(({ folder, name, digest }) => ['own', 'many', `${folder}${name}`, digest]),
      ]),
    )
  })

  it('tells as many packages as there are', () => {
    const rows = told(rpmReaders, path, write(headersOf(60)))!
    expect(rows.filter(([what]) => what === 'know')).toHaveLength(60)
    expect(rows.filter(([what]) => what === 'own')).toHaveLength(60)
  })

  it('tells what is left of a database that was cut off', () => {
    const whole = write([many, small].map(rpmHeader))
    for (let length = 0; length < whole.length; length += 1021) {
      expect(told(rpmReaders, path, whole.subarray(0, length))).toBeDefined()
    }
  })

  it('never throws, nor tells more than it holds, whatever is changed', () => {
    const whole = write([small, many].map(rpmHeader))
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const changed = Buffer.from(whole)
        for (const [at, byte] of changes) changed[at] = byte
        expect(told(rpmReaders, path, changed)!.length).toBeLessThan(1000)
      }),
      { numRuns: 300 },
    )
  })

  it('never throws on what only begins like one', () => {
    const begin = write([]).subarray(0, 40)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 10_000 }), (bytes) => {
        expect(told(rpmReaders, path, Buffer.concat([begin, bytes]))).toBeDefined()
      }),
    )
  })
})

describe('a header', () => {
  const of = (header: Buffer) => told(rpmReaders, 'var/lib/rpm/Packages.db', ndbDatabase([header]))!
  const file = { folder: '/usr/', name: 'x', digest: sha256('x') }

  it.each([
    ['MD5, without a word of it', { algorithm: undefined, files: [{ ...file, digest: sha256('x').slice(0, 32) }] }, 1],
    ['SHA-1', { algorithm: 2, files: [{ ...file, digest: sha256('x').slice(0, 40) }] }, 1],
    ['another algorithm than is told', { algorithm: 1, files: [file] }, 0],
    ['an algorithm that nobody uses', { algorithm: 9, files: [{ ...file, digest: 'a'.repeat(96) }] }, 0],
    ['a folder or a link', { files: [{ ...file, digest: '' }] }, 0],
    ['a file that the package names, but does not bring', { files: [{ ...file, flags: 64 }] }, 0],
    ['a configuration file that is no ghost', { files: [{ ...file, flags: 1 }] }, 1],
  ] as const)('gives checksums of %s', (_, more, count) => {
    const rows = of(rpmHeader({ ...small, ...more, files: [...more.files] }))
    expect(rows.filter(([what]) => what === 'own')).toHaveLength(count)
  })

  it('with a strange name is passed over', () => {
    expect(of(rpmHeader({ ...small, name: '../../x' }))).toEqual([])
  })

  it('may count what it does not hold', () => {
    const tag = (number: number, type: number, count: number, data: string) => {
      return { tag: number, type, count, data: Buffer.from(data, 'latin1') }
    }
    const huge = 0xffffffff
    const header = headerOf([
      tag(1000, 6, huge, 'x\0'),
      tag(1035, 8, huge, `${sha256('x')}\0`.repeat(3)),
      tag(1116, 4, huge, '\0\0\0\0\0\0\0\x09'),
      tag(1117, 8, huge, 'a\0b\0c'),
      tag(1118, 8, huge, '/usr/\0'),
    ])
    expect(of(header)).toEqual([['know', 'x', undefined]])
  })
})

describe('databases made against us', () => {
  it('go round in no circle: SQLite', () => {
    const database = sqliteDatabase(headersOf(3))
    // The inner page names itself.
    database.writeUInt32BE(2, 4096 + 8)
    expect(told(rpmReaders, 'var/lib/rpm/rpmdb.sqlite', database)).toHaveLength(4)
    const long = sqliteDatabase([rpmHeader(many)])
    // The first page of the rest follows itself.
    long.writeUInt32BE(4, 3 * 4096)
    expect(told(rpmReaders, 'var/lib/rpm/rpmdb.sqlite', long)).toEqual([])
  })

  it('go round in no circle: Berkeley DB', () => {
    const database = berkeleyDatabase([rpmHeader(many)])
    database.writeUInt32LE(2, 2 * 4096 + 16)
    expect(told(rpmReaders, 'var/lib/rpm/Packages', database)).toEqual([])
  })

  it('are not read twice over: SQLite', () => {
    const page = 4096
    const database = sqliteDatabase([rpmHeader(small)])
    // Every cell of the only leaf is the same one.
    const cell = database.readUInt16BE(2 * page + 8)
    const cells = Math.floor((cell - 8) / 2)
    database.writeUInt16BE(cells, 2 * page + 3)
    for (let i = 0; i < cells; i++) database.writeUInt16BE(cell, 2 * page + 8 + 2 * i)
    const read = told(rpmReaders, 'var/lib/rpm/rpmdb.sqlite', database)!.filter(([what]) => what === 'know').length
    expect(read * rpmHeader(small).length).toBeLessThanOrEqual(database.length)
    expect(cells).toBeGreaterThan(2 * read)
  })

  it('are not read twice over: ndb', () => {
    const database = ndbDatabase([rpmHeader(many), ...headersOf(1)])
    for (let slot = 2; slot < 256; slot++) database.copy(database, slot * 16, 32, 48)
    const read = told(rpmReaders, 'var/lib/rpm/Packages.db', database)!.filter(([what]) => what === 'know').length
    expect(read).toBe(1)
  })

  it.each(['rpmdb.sqlite', 'Packages.db', 'Packages'])('are done with in time: %s', (name) => {
    const write = formats.find(([path]) => path.endsWith(name))![2]
    const begin = write(headersOf(40))
    const database = Buffer.concat(Array.from({ length: 400 }, () => begin))
    if (name === 'Packages.db') database.writeUInt32LE(0xffffffff, 12)
    const start = performance.now()
    told(rpmReaders, `var/lib/rpm/${name}`, database)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})
