import { describe, expect, it } from 'vitest'
import { heldLimit } from '../../../src/scan/layer/own-format.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import {
  acmeMaintainer,
  checksumsOf,
  filesOf,
  installed,
  md5,
  scanLayers,
  stanzaOf,
  type TestPackage,
} from './debian-image.js'

const key = expandTemplate('{pem:EC PRIVATE KEY}', 'ownership')
const otherKey = expandTemplate('{pem:EC PRIVATE KEY}', 'ownership, changed')
const path = 'usr/lib/example/self-test'
const debian: TestPackage = { name: 'libexample1', files: { [path]: key } }
const excuse = "part of Debian's package libexample1, unchanged"

const pathsOf = (findings: readonly { occurrences: readonly { path?: string }[] }[]) =>
  findings.flatMap(({ occurrences }) => occurrences.map((one) => one.path))

async function scanOne(...layers: Parameters<typeof scanLayers>) {
  const { findings, suppressed, summary, coverage } = await scanLayers(...layers)
  expect(coverage.gaps).toEqual([])
  const counted = Object.values(summary).reduce((sum, count) => sum + count, 0)
  expect(counted).toBe(findings.length)
  return { found: pathsOf(findings), silenced: pathsOf(suppressed), findings, suppressed }
}

describe('a file of a package', () => {
  it('is public if the distribution is and the file is unchanged', async () => {
    const { found, suppressed } = await scanOne(installed(debian))
    expect(found).toEqual([])
    expect(suppressed).toMatchObject([{ reason: excuse, severity: 'critical', occurrences: [{ path }] }])
    expect(JSON.stringify(suppressed)).not.toContain(key.split('\n')[1])
  })

  it.each([
    ["a company's own package", installed({ ...debian, maintainer: acmeMaintainer })],
    ['a package without a maintainer', installed({ ...debian, maintainer: '' })],
    ['a changed file', [...installed(debian), { path, body: otherKey }].filter((one) => one.body !== key)],
    [
      'a file that was added to',
      installed(debian).map((one) => (one.path === path ? { path, body: `${key}#\n` } : one)),
    ],
    ['no description of the package', installed(debian).filter((one) => !one.path.endsWith('/status'))],
    ['no checksums of the package', installed(debian).filter((one) => !one.path.endsWith('.md5sums'))],
    ['a copy elsewhere', installed(debian).map((one) => (one.path === path ? { ...one, path: 'srv/app/tls' } : one))],
  ])('is not excused: %s', async (_, layer) => {
    const { found, silenced } = await scanOne(layer)
    expect(found).toHaveLength(1)
    expect(silenced).toEqual([])
  })

  it('is no excuse for a file beside it', async () => {
    const beside = { path: 'usr/share/doc/libexample1/key.pem', body: otherKey }
    const { found, silenced } = await scanOne([...installed(debian), beside])
    expect(found).toEqual([beside.path])
    expect(silenced).toEqual([path])
  })

  it('is no excuse for the same secret in a place of its own', async () => {
    const { found, silenced } = await scanOne(installed(debian), [{ path: 'srv/app/tls.key', body: key }])
    expect(found.sort()).toEqual(['srv/app/tls.key', path])
    expect(silenced).toEqual([])
  })

  it("keeps a provider's token among the findings, as low", async () => {
    const token = expandTemplate('ghp_{base62:30}{crc32:6}', 'ownership')
    const { findings, silenced } = await scanOne(installed({ ...debian, files: { [path]: `token=${token}\n` } }))
    expect(findings).toMatchObject([
      { severity: 'low', signature: { id: 'github-personal-access-token', severity: 'critical' } },
    ])
    expect(findings[0]!.reasons).toContain(excuse)
    expect(silenced).toEqual([])
  })

  it.each([
    ['that comes in many pieces', 400_000],
    ['as large as is held', heldLimit - 2 * key.length],
  ])('is excused: %s', async (_, length) => {
    const body = Buffer.concat([Buffer.alloc(length, '.\n'), Buffer.from(key)])
    const { found, silenced } = await scanOne(installed({ ...debian, files: { [path]: body } }))
    expect(found).toEqual([])
    expect(silenced).toEqual([path])
  })

  it('is not excused beyond the limit', async () => {
    const body = Buffer.concat([Buffer.alloc(heldLimit, '.\n'), Buffer.from(key)])
    const { found, silenced } = await scanOne(installed({ ...debian, files: { [path]: body } }))
    expect(found).toEqual([path])
    expect(silenced).toEqual([])
  })
})

describe('where dpkg keeps its files', () => {
  const moved = (to: string, files: Record<string, string>) => [
    ...installed({ ...debian, files }).filter((one) => one.body !== key),
    { path: to, body: key },
  ]
  const diversion = (from: string, to: string) => ({
    path: 'var/lib/dpkg/diversions',
    body: `/etc/other\n/etc/other.distrib\nacme\n/${from}\n/${to}\nacme\n`,
  })
  const conffile: TestPackage = { name: 'libexample1', conffiles: { 'etc/example/a key.pem': key } }
  const alone: TestPackage = { name: 'libexample1', files: { [`./${path}`]: key } }

  it.each([
    ['a merged /usr', moved('usr/lib/x/test', { 'lib/x/test': key })],
    ['a /usr not merged', moved('lib/x/test', { 'usr/lib/x/test': key })],
    ['a diversion', [...moved('bin/x.distrib', { 'bin/x': key }), diversion('bin/x', 'bin/x.distrib')]],
    ['a diversion, merged', [...moved('usr/bin/x.old', { 'bin/x': key }), diversion('usr/bin/x', 'bin/x.old')]],
    ['configuration files', installed(conffile)],
    [
      'single descriptions, without dpkg',
      [
        { path, body: key },
        { path: 'var/lib/dpkg/status.d/example', body: stanzaOf(alone) },
        checksumsOf({ ...alone, name: 'example' }, 'status.d'),
      ],
    ],
  ])('knows %s', async (_, layer) => {
    const { found, suppressed } = await scanOne(layer)
    expect(found).toEqual([])
    expect(suppressed.map(({ reason }) => reason)).toEqual([expect.stringMatching(/^part of Debian's package /)])
  })

  it('takes a diversion for what it says, and no more', async () => {
    const { found } = await scanOne([...moved('bin/y', { 'bin/x': key }), diversion('bin/x', 'bin/x.distrib')])
    expect(found).toEqual(['bin/y'])
  })
})

describe('packages that came and went', () => {
  const upgraded: TestPackage = { ...debian, files: { [path]: otherKey } }

  it('are judged by what their own layer says: an upgrade', async () => {
    const { found, suppressed } = await scanOne(installed(debian), installed(upgraded))
    expect(found).toEqual([])
    expect(suppressed.flatMap((one) => one.occurrences).map((one) => one.state)).toEqual(
      expect.arrayContaining(['overwritten', 'live']),
    )
  })

  it('are judged by what their own layer says: a removal', async () => {
    const whiteout = { path: path.replace('self-test', '.wh.self-test'), body: '' }
    const { found, suppressed } = await scanOne(installed(debian), [
      whiteout,
      { path: 'var/lib/dpkg/status', body: stanzaOf({ name: 'other' }) },
    ])
    expect(found).toEqual([])
    expect(suppressed[0]!.occurrences).toMatchObject([{ state: 'deleted' }])
  })

  it('are judged by what their own layer says: a replacement of the same name', async () => {
    const { findings, suppressed } = await scanOne(
      installed(debian),
      installed({ ...upgraded, maintainer: acmeMaintainer }),
    )
    expect(suppressed.map((one) => one.occurrences[0]!.layer)).toEqual([0])
    expect(findings.map((one) => one.occurrences[0]!.layer)).toEqual([1])
  })

  it('are found by the description of a layer below, not above', async () => {
    const [status, sums] = [installed(debian)[1]!, installed(debian)[2]!]
    expect((await scanOne([status], [...filesOf([debian]), sums])).silenced).toEqual([path])
    expect((await scanOne([...filesOf([debian]), sums], [status])).found).toEqual([path])
  })
})

describe('a database made against us', () => {
  const sums = (body: string | Buffer) => ({ path: 'var/lib/dpkg/info/libexample1.md5sums', body })
  const status = { path: 'var/lib/dpkg/status', body: stanzaOf(debian) }
  const file = { path, body: key }

  it.each([
    ['binary', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7) % 256))],
    ['empty', ''],
    ['one long line', 'a'.repeat(1_000_000)],
    ['checksums only', `${md5(key)}\n${md5(key)}  \n`.repeat(100)],
    ['capitals', `${md5(key).toUpperCase()}  ${path}\n`],
    ['short', `${md5(key).slice(0, 16)}  ${path}\n`],
    ['of another path', `${md5(key)}  ${path}/../self-test\n`],
  ])('excuses nothing: %s', async (_, body) => {
    const { found } = await scanOne([file, status, sums(body)])
    expect(found).toEqual([path])
  })

  it('does not hide what stands right', async () => {
    const { silenced } = await scanOne([file, status, sums(`\0\xff\n\n${md5(key)}  ${path}`)])
    expect(silenced).toEqual([path])
  })

  it('is searched as every file is', async () => {
    const { found } = await scanOne([
      ...installed(debian).slice(1),
      { path: 'var/lib/dpkg/diversions', body: otherKey },
    ])
    expect(found).toEqual(['var/lib/dpkg/diversions'])
  })
})
