import { describe, expect, it } from 'vitest'
import { defaultTarLimits } from '../../../src/layer/tar/state.js'
import { readTar } from './collect.js'
import { paxBody, type RawEntry, tarOf } from './write.js'

const long = `${'d/'.repeat(100)}name`
const x = (records: Record<string, string>): RawEntry => ({
  name: 'PaxHeaders/x',
  typeFlag: 'x',
  body: paxBody(records),
})

describe('GNU long names', () => {
  it('apply to the next entry only', () => {
    const tar = tarOf(
      { name: '././@LongLink', typeFlag: 'L', body: `${long}\0`, magic: 'gnu' },
      { name: '././@LongLink', typeFlag: 'K', body: `${long}2\0`, magic: 'gnu' },
      { name: 'cut', typeFlag: '1', linkName: 'cut', magic: 'gnu' },
      { name: 'next', magic: 'gnu' },
    )
    expect(readTar(tar).entries.map((entry) => [entry.path, entry.linkPath])).toEqual([
      [long, `${long}2`],
      ['next', ''],
    ])
  })

  it('beyond the limit are handed out, and what follows is read', () => {
    const tar = tarOf({ name: 'L', typeFlag: 'L', body: 'n'.repeat(3000) }, { name: 'next', body: 'b' })
    const { entries, warnings } = readTar(tar, [100], { extensionBytes: 2000 })
    expect(entries.map((entry) => [entry.path, entry.type, entry.body.length])).toEqual([
      ['L', 'other', 3000],
      ['next', 'file', 1],
    ])
    expect(warnings).toEqual([{ code: 'extension-too-large', offset: 0 }])
  })

  it('may be as long as the default limit, and no longer', () => {
    const name = (length: number): RawEntry => ({ typeFlag: 'L', body: 'n'.repeat(length) })
    const pathLength = (length: number) => readTar(tarOf(name(length), { name: 'x' })).entries.at(-1)!.path.length
    expect(pathLength(defaultTarLimits.extensionBytes)).toBe(defaultTarLimits.extensionBytes)
    expect(pathLength(defaultTarLimits.extensionBytes + 1)).toBe(1)
  })
})

describe('PAX headers', () => {
  it('give path, link, owner, time and size of the next entry', () => {
    const records = { path: long, uid: '4000000', gid: '4000001', mtime: '1700000000.25', size: '3', linkpath: 'no' }
    const { entries } = readTar(tarOf(x(records), { name: 'cut', size: 0, body: 'abc' }, { name: 'next' }))
    expect(entries).toMatchObject([
      { path: long, uid: 4000000, gid: 4000001, mtime: 1700000000.25, size: 3, body: 'abc', linkPath: '' },
      { path: 'next', uid: 0o1750 },
    ])
  })

  it('give hard links their target', () => {
    const { entries } = readTar(tarOf(x({ linkpath: `./${long}` }), { name: 'h', typeFlag: '1', linkName: 'cut' }))
    expect(entries).toMatchObject([{ type: 'link', linkPath: long }])
  })

  it('replace each other, and an empty value takes nothing away', () => {
    expect(readTar(tarOf(x({ path: 'a', uid: '7' }), x({ path: '' }), { name: 'b' })).entries).toMatchObject([
      { path: 'b', uid: 0o1750 },
    ])
  })

  it('count less than GNU long names', () => {
    const gnu: RawEntry = { typeFlag: 'L', body: 'gnu\0' }
    expect(readTar(tarOf(gnu, x({ path: 'pax' }), { name: 'b' })).entries).toMatchObject([{ path: 'gnu' }])
  })

  it('of the global kind apply to nothing and undo what stood before, as in Go', () => {
    const global: RawEntry = { name: 'pax_global_header', typeFlag: 'g', body: paxBody({ path: 'g', size: '9' }) }
    expect(readTar(tarOf(x({ path: 'a' }), global, { name: 'b', body: 'xy' })).entries).toMatchObject([
      { path: 'b', size: 2, body: 'xy' },
    ])
  })

  it('are handed out when they hold free text', () => {
    const attribute = { 'SCHILY.xattr.user.note': 'text of an attribute' }
    const { entries } = readTar(tarOf(x({ mtime: '1.5', ...attribute }), { name: 'b' }))
    expect(entries.map((entry) => [entry.path, entry.type, entry.body])).toEqual([
      ['PaxHeaders/x', 'other', paxBody({ mtime: '1.5', ...attribute })],
      ['b', 'file', ''],
    ])
    expect(readTar(tarOf(x({ uname: 'u'.repeat(65) }), { name: 'b' })).entries).toHaveLength(2)
  })

  it.each([
    ['no length', 'path=b\n'],
    ['a length beyond the end', '99 path=b\n'],
    ['a length of nothing', '5 a=b\n'],
    ['no keyword', '7 =ab\n\n'],
    ['no line end', '9 path=bc'],
    ['a NUL in a path', '11 path=b\0\n'],
    ['a size that is none', paxBody({ size: '-1' })],
  ])('with %s warn, are handed out, and harm nobody else', (_, body) => {
    const { entries, warnings } = readTar(tarOf({ name: 'x', typeFlag: 'x', body }, { name: 'kept', body: 'abc' }))
    expect(warnings).toEqual([{ code: 'bad-extension', offset: 512 }])
    expect(entries.map((entry) => [entry.path, entry.body])).toEqual([
      ['x', body],
      ['kept', 'abc'],
    ])
  })
})

describe('sparse files', () => {
  it('take their name from GNU.sparse.name in each PAX form', () => {
    const sparse = (records: Record<string, string>) =>
      readTar(tarOf(x({ path: 'GNUSparseFile.1/a', ...records }), { body: 'map' }))
    const name = { 'GNU.sparse.name': 'a' }
    expect(sparse({ 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', ...name }).entries).toMatchObject([
      { path: 'a', body: 'map' },
    ])
    expect(sparse({ 'GNU.sparse.map': '0,3', ...name }).entries).toMatchObject([{ path: 'a' }])
    expect(sparse({ 'GNU.sparse.major': '9', 'GNU.sparse.minor': '9', ...name }).entries).toMatchObject([
      { path: 'GNUSparseFile.1/a' },
    ])
  })

  it('of the old GNU form have map blocks before their body', () => {
    const map = (more: string) =>
      Buffer.concat([Buffer.from('00000000010\0'.repeat(42)), Buffer.from(more.padEnd(8, '\0'))])
    const header = tarOf({ name: 's', typeFlag: 'S', magic: 'gnu', size: 5, patch: { 482: '\x01' } }).subarray(0, 512)
    const body = Buffer.from('stuff'.padEnd(512, '\0'))
    const { entries, warnings } = readTar(tarOf(header, map('\x01'), map('\0'), body, { name: 'next' }), [300])
    expect(entries).toMatchObject([
      { path: 's', type: 'file', size: 5, body: 'stuff', bodyOffset: 1536 },
      { path: 'next' },
    ])
    expect(warnings).toEqual([])
  })
})
