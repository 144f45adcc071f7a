import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Databases, ownersOf } from '../../../src/layer/packages/owners.js'
import {
  createPackageCollector,
  type PackageLimits,
  packageLimits,
} from '../../../src/layer/packages/package-database.js'
import { hashKey } from '../entries.js'

const digest = createHash('md5').update('content').digest('hex')
const debian = (...names: string[]) =>
  names.map((name) => `Package: ${name}\nMaintainer: X <x@debian.org>\n`).join('\n')

function collect(files: Record<string, string>, limits: Partial<PackageLimits> = {}) {
  const collector = createPackageCollector(hashKey, { ...packageLimits, ...limits })
  for (const [path, text] of Object.entries(files)) {
    if (!collector.start(`var/lib/dpkg/${path}`, text.length)) continue
    for (let at = 0; at < text.length; at += 7) collector.push(Buffer.from(text.slice(at, at + 7)))
    collector.end()
  }
  return collector.finish()
}

const owns = (databases: Databases, path: string, of = digest) =>
  ownersOf([{ path, digests: [of], layer: 0 }], databases)[0]?.name

describe('createPackageCollector', () => {
  it('has nothing where no database is', () => {
    expect(collect({ 'status-old': 'Package: a' })).toEqual({ database: undefined, cuts: [] })
  })

  it('joins the pieces of files', () => {
    const { database, cuts } = collect({ status: debian('a', 'b'), 'info/a.md5sums': `${digest}  usr/x\n` })
    expect(cuts).toEqual([])
    expect([...database!.known]).toEqual([
      ['dpkg:a', { kind: 'distribution', name: 'Debian' }],
      ['dpkg:b', { kind: 'distribution', name: 'Debian' }],
    ])
    expect(owns([database], 'usr/x')).toBe('a')
  })

  it('trusts no package that is described in two ways', () => {
    const status = `${debian('a')}\nPackage: a\nMaintainer: ACME <ops@acme.example>\n`
    const reverse = status.split('\n\n').reverse().join('\n\n')
    for (const text of [status, reverse]) {
      const { database } = collect({ status: text, 'info/a.md5sums': `${digest}  usr/x\n` })
      expect(owns([database], 'usr/x')).toBeUndefined()
    }
  })

  const sums = `${digest}  usr/x\n${digest}  usr/y\n`
  it.each([
    ['fileBytes', 80, { status: debian('a'), 'info/a.md5sums': sums.repeat(3) }, /larger than 80 bytes/],
    ['rows', 1, { status: debian('a'), 'info/a.md5sums': sums }, /more than 1 files/],
    ['packages', 1, { 'info/b.md5sums': sums, status: debian('b', 'a'), 'info/a.md5sums': sums }, /more than 1 /],
    ['diversions', 1, { diversions: '/a\n/b\nx\n/c\n/d\nx\n' }, /more than 1 diversions/],
  ] as const)('keeps to its limit of %s, and says so', (name, limit, files, said) => {
    expect(collect(files).cuts).toEqual([])
    const { cuts, database } = collect(files, { [name]: limit })
    expect(cuts.join()).toMatch(said)
    expect(owns([database], 'usr/y')).not.toBe('a')
  })
})

describe('ownersOf', () => {
  const layer = (files: Record<string, string>) => collect(files).database
  const status = debian('a')
  const sums = { 'info/a.md5sums': `${digest}  usr/lib/x\n` }
  const other = createHash('md5').update('other').digest('hex')

  it('asks for path and content', () => {
    const all = [layer({ status, ...sums })]
    expect(owns(all, 'usr/lib/x')).toBe('a')
    expect(owns(all, 'lib/x')).toBe('a')
    expect(owns(all, 'usr/lib/x', other)).toBeUndefined()
    expect(owns(all, 'usr/lib/y')).toBeUndefined()
    expect(owns(all, 'usr/usr/lib/x')).toBeUndefined()
  })

  it('tells several files apart, and the same one twice', () => {
    const all = [undefined, layer({ status, 'info/a.md5sums': `${digest}  usr/x\n${other}  usr/y\n` })]
    const files = [
      { path: 'usr/y', digests: [digest], layer: 1 },
      { path: 'usr/x', digests: [digest], layer: 1 },
      { path: 'usr/x', digests: [other, digest], layer: 0 },
      { path: 'usr/y', digests: [other], layer: 1 },
    ]
    expect(ownersOf(files, all).map((owner) => owner?.name)).toEqual([undefined, 'a', 'a', 'a'])
  })

  it('takes the nearest description at or below', () => {
    const acme = layer({ status: 'Package: a\nMaintainer: ACME <ops@acme.example>\n' })
    expect(owns([layer({ status }), layer(sums)], 'usr/lib/x')).toBe('a')
    expect(owns([layer({ status }), acme, layer(sums)], 'usr/lib/x')).toBeUndefined()
    expect(owns([layer({ status, ...sums }), acme], 'usr/lib/x')).toBe('a')
    expect(owns([layer(sums), layer({ status })], 'usr/lib/x')).toBeUndefined()
  })

  it('stays quick where one file and many rows are the same', () => {
    const rows = `${digest}  usr/x\n`.repeat(300_000)
    const all = [layer({ 'info/nobody.md5sums': rows }), layer({ 'info/other.md5sums': rows })]
    const files = Array.from({ length: 20_000 }, () => ({ path: 'usr/x', digests: [digest], layer: 0 }))
    const start = performance.now()
    expect(new Set(ownersOf(files, all))).toEqual(new Set([undefined]))
    expect(performance.now() - start).toBeLessThan(2_000)
  }, 20_000)
})
