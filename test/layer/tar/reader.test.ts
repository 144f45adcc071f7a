import { describe, expect, it } from 'vitest'
import { readTar } from './collect.js'
import { paxBody, type RawEntry, tarEnd, tarEntry, tarOf } from './write.js'

const file = (name: string, body = name): RawEntry => ({ name, body })

describe('what an entry is', () => {
  it('reads header fields and body', () => {
    const { entries, warnings, ending } = readTar(tarOf(file('etc/motd', 'hello')))
    expect(entries).toEqual([
      {
        path: 'etc/motd',
        rawPath: 'etc/motd',
        type: 'file',
        size: 5,
        mode: 0o644,
        uid: 0o1750,
        gid: 0o1751,
        mtime: 0o14712345670,
        linkPath: '',
        offset: 0,
        bodyOffset: 512,
        afterEnd: false,
        body: 'hello',
      },
    ])
    expect(warnings).toEqual([])
    expect(ending).toEqual({ kind: 'complete', endMark: true, entries: 1, bytes: 2048, missing: 0 })
  })

  it.each([
    ['0', 'file'],
    ['\0', 'file'],
    ['7', 'file'],
    ['S', 'file'],
    ['1', 'link'],
    ['2', 'symlink'],
    ['3', 'character-device'],
    ['4', 'block-device'],
    ['5', 'directory'],
    ['6', 'fifo'],
    ['V', 'other'],
  ])('type %j is a %s', (typeFlag, type) => {
    expect(readTar(tarOf({ name: 'x', typeFlag })).entries).toMatchObject([{ path: 'x', type }])
  })

  it.each(['1', '2', '3', '4', '5', '6'])('a size in a header of type %s does not hide the next file', (typeFlag) => {
    const { entries, warnings } = readTar(tarOf({ name: 'trap', typeFlag, size: 1024 }, file('hidden', 'found')))
    expect(entries.map((entry) => [entry.path, entry.size, entry.body])).toEqual([
      ['trap', 0, ''],
      ['hidden', 5, 'found'],
    ])
    expect(warnings).toEqual([])
  })

  it('takes an old-style name with a trailing slash as a directory, without a body', () => {
    const tar = tarOf(
      { name: 'old/', typeFlag: '\0', magic: 'v7', size: 512 },
      { name: 'new/', body: 'b' },
      file('next'),
    )
    expect(readTar(tar).entries.map((entry) => [entry.path, entry.type])).toEqual([
      ['old', 'directory'],
      ['new', 'file'],
      ['next', 'file'],
    ])
  })

  it('joins the prefix of ustar, and of ustar only', () => {
    const tar = tarOf(
      { name: 'b', prefix: 'a' },
      { name: 'c', prefix: 'a', magic: 'gnu' },
      { name: 'd', prefix: 'a', magic: 'v7' },
    )
    expect(readTar(tar).entries.map((entry) => entry.path)).toEqual(['a/b', 'c', 'd'])
  })

  it('tells hard links relative to the root and symbolic links as stored', () => {
    const tar = tarOf({ name: 'h', typeFlag: '1', linkName: './a//b' }, { name: 's', typeFlag: '2', linkName: '../a' })
    expect(readTar(tar).entries.map((entry) => entry.linkPath)).toEqual(['a/b', '../a'])
  })

  it('keeps a path inside the root and says so', () => {
    const { entries, warnings } = readTar(tarOf(file('a/../../../etc/shadow')))
    expect(entries).toMatchObject([{ path: 'etc/shadow', rawPath: 'a/../../../etc/shadow' }])
    expect(warnings).toEqual([{ code: 'path-escape', offset: 0 }])
  })
})

describe('numbers', () => {
  const big = Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])

  it.each<[string, RawEntry['size']]>([
    ['padded with spaces', '         3 \0'],
    ['unterminated', '000000000003'],
    ['base-256', big],
  ])('reads a size that is %s', (_, size) => {
    expect(readTar(tarOf({ name: 'x', size: size!, body: 'abc' })).entries).toMatchObject([{ size: 3, body: 'abc' }])
  })

  it.each<[string, RawEntry['size']]>([
    ['no number', '0000000009x\0'],
    ['negative', Buffer.alloc(12, 0xff)],
    ['beyond all bounds', Buffer.from([0x80, ...Array(11).fill(0xff)])],
  ])('takes a header whose size is %s for none', (_, size) => {
    const { entries, warnings } = readTar(tarOf({ name: 'x', size: size!, body: 'abc' }, file('next')))
    expect(warnings).toEqual([{ code: 'bad-header', offset: 0 }])
    expect(entries.map((entry) => [entry.path, entry.type])).toEqual([
      ['', 'other'],
      ['next', 'file'],
    ])
    expect(entries[0]!.body).toContain('abc')
  })

  it('accepts the sum of signed bytes', () => {
    expect(readTar(tarOf({ name: 'caf\xe9', checksum: 'signed' })).entries).toMatchObject([{ path: 'caf\xe9' }])
  })

  it('survives a size that the stream does not have', () => {
    const size = Buffer.from([0x80, 0, 0, 0, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])
    const { entries, ending } = readTar(tarOf({ name: 'x', size, body: 'abc' }))
    expect(entries[0]!.body.startsWith('abc')).toBe(true)
    expect(ending).toMatchObject({ kind: 'truncated', endMark: false, missing: 2 ** 53 - 1 - 1536 })
  })
})

describe('what stands where no entry stands', () => {
  it('hands out what a writer left in the padding', () => {
    const { entries } = readTar(tarOf({ name: 'x', body: 'abc', padding: 'stale' }, file('y')))
    expect(entries.map((entry) => entry.path)).toEqual(['x', '', 'y'])
    expect(entries[1]!.body.replaceAll('\0', '')).toBe('stale')
  })

  it('finds its way back after a bad header and loses no byte', () => {
    const tar = tarOf(file('a'), { name: 'b', body: 'lost and found', checksum: 'wrong' }, file('c'))
    const { entries, warnings } = readTar(tar)
    expect(entries.map((entry) => [entry.path, entry.type])).toEqual([
      ['a', 'file'],
      ['', 'other'],
      ['c', 'file'],
    ])
    expect(entries[1]!.body).toContain('lost and found')
    expect(warnings).toEqual([{ code: 'bad-header', offset: 1024 }])
  })

  it('stops searching at the limit, and hands out the rest raw', () => {
    const garbage = Buffer.alloc(2048, 'g')
    const { entries, ending } = readTar(tarOf(garbage, file('late')), [700], { resyncBytes: 1024 })
    expect(entries).toHaveLength(1)
    expect(entries[0]!.body).toHaveLength(2048 + 1024 + 1024)
    expect(ending.kind).toBe('not-tar')
  })

  it('reads an entry after the end of the archive, as estargz writes it', () => {
    const { entries, warnings } = readTar(Buffer.concat([tarOf(file('a')), tarOf(file('stargz.index.json', '{}'))]))
    expect(entries.map((entry) => [entry.path, entry.afterEnd])).toEqual([
      ['a', false],
      ['stargz.index.json', true],
    ])
    expect(warnings).toEqual([])
  })

  it('says that bytes trail, and hands them out', () => {
    const { entries, warnings, ending } = readTar(Buffer.concat([tarOf(file('a')), Buffer.from('trailing')]))
    expect(entries[1]).toMatchObject({ path: '', type: 'other', body: 'trailing', afterEnd: true })
    expect(ending.kind).toBe('complete')
    expect(warnings).toEqual([{ code: 'trailing-data', offset: 2048 }])
    const more = readTar(Buffer.concat([tarOf(file('a')), Buffer.alloc(600, 't')]))
    expect(more.warnings).toEqual([{ code: 'trailing-data', offset: 2048 }])
    expect(more.entries[1]!.body).toHaveLength(600)
  })

  it('is silent about zero padding, and tells of a lone zero block', () => {
    expect(readTar(Buffer.concat([tarOf(file('a')), Buffer.alloc(10240)]))).toMatchObject({
      warnings: [],
      entries: [{ path: 'a' }],
    })
    const { entries, warnings } = readTar(tarOf(file('a'), Buffer.alloc(512), file('b')))
    expect(entries.map((entry) => [entry.path, entry.afterEnd])).toEqual([
      ['a', false],
      ['b', false],
    ])
    expect(warnings).toEqual([{ code: 'lone-zero-block', offset: 1536 }])
  })
})

describe('how a stream ends', () => {
  const whole = tarOf(file('a', 'x'.repeat(600)), { typeFlag: 'x', body: paxBody({ path: 'b' }) }, file('short'))

  it.each([
    ['nothing', 0, 'empty'],
    ['inside the first header', 100, 'not-tar'],
    ['inside a body', 900, 'truncated'],
    ['between entries', 512 + 1024, 'complete'],
    ['inside a later header', 512 + 1024 + 5, 'truncated'],
    ['inside an extension', 512 + 1024 + 512 + 3, 'truncated'],
    ['between an extension and its entry', 512 + 1024 + 1024, 'truncated'],
    ['inside the last padding', 512 + 1024 + 1024 + 512 + 5, 'complete'],
    ['after half the end mark', whole.length - 512, 'complete'],
  ])('%s', (_, length, kind) => {
    expect(readTar(whole.subarray(0, length)).ending).toMatchObject({ kind, endMark: false })
  })

  it('takes an archive of nothing but its end mark as complete', () => {
    expect(readTar(tarEnd).ending).toEqual({ kind: 'complete', endMark: true, entries: 0, bytes: 1024, missing: 0 })
  })

  it('says what is no tar, and hands it out', () => {
    const text = Buffer.from('no archive at all\n'.repeat(100))
    const { entries, ending } = readTar(text)
    expect(ending.kind).toBe('not-tar')
    expect(entries.map((entry) => entry.body)).toEqual([text.toString('latin1')])
  })

  it('hands out the piece of an extension that never ended', () => {
    const body = paxBody({ comment: 'note' })
    const { entries } = readTar(tarEntry({ typeFlag: 'x', body }).subarray(0, 512 + 8))
    expect(entries).toMatchObject([{ type: 'other', body: body.slice(0, 8) }])
  })
})
