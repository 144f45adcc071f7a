import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distributionOf } from '../../../../src/layer/packages/dpkg/maintainer.js'
import { dpkgReaders } from '../../../../src/layer/packages/dpkg/readers.js'

const md5 = (content: string) => createHash('md5').update(content).digest('hex')
const folder = 'var/lib/dpkg'

/** What the reader of this path tells, each call as a row; undefined if nobody reads such a file. */
function read(path: string, text: string): unknown[] | undefined {
  const told: unknown[] = []
  const records = {
    own: (...row: unknown[]) => told.push(['own', ...row]),
    know: (...row: unknown[]) => told.push(['know', ...row]),
    divert: (...row: unknown[]) => told.push(['divert', ...row]),
    ownFolder: () => expect.unreachable(),
    trust: () => expect.unreachable(),
  }
  const reader = dpkgReaders.find((one) => one.matches(path))
  reader?.read(Buffer.from(text, 'latin1'), path, records)
  return reader && told
}

describe('dpkgReaders', () => {
  it.each([
    `${folder}/status-old`,
    `${folder}/info/libc6.list`,
    `${folder}/info/sub/libc6.md5sums`,
    `${folder}/status.d/sub/libc6`,
    'srv/var/lib/dpkg/status',
    'usr/lib/status',
  ])('leaves %s alone', (path) => {
    expect(read(path, 'Package: a\n')).toBeUndefined()
  })

  it.each(['info/libc6.md5sums', 'info/libc6:amd64.md5sums', 'status.d/libc6.md5sums'])('reads sums: %s', (name) => {
    const text = `${md5('a')}  usr/a file\nnot a sum\n${md5('b')}  usr/b`
    expect(read(`${folder}/${name}`, text)).toEqual([
      ['own', 'libc6', 'usr/a file', md5('a')],
      ['own', 'libc6', 'usr/b', md5('b')],
    ])
  })

  it('reads descriptions', () => {
    const text = [
      'Package: one',
      'Status: install ok installed',
      'MAINTAINER: One Team <one@lists.debian.org>',
      'Conffiles:',
      ` /etc/one ${md5('1')}`,
      ` /etc/with space ${md5('2')} obsolete`,
      ` /etc/three ${md5('3')} remove-on-upgrade obsolete`,
      ' /etc/new newconffile',
      'Description: of one',
      ` /etc/described ${md5('4')}`,
      '',
      '',
      'Package: two',
      'Status: deinstall ok config-files',
      'Maintainer: Two <two@acme.example>',
      '',
      'Package: gone',
      'Status: purge ok not-installed',
      '',
      'Package: Bad Name!',
      '',
      'no field',
    ].join('\n')
    expect(read(`${folder}/status`, text)).toEqual([
      ['know', 'one', { kind: 'distribution', name: 'Debian' }],
      ['own', 'one', '/etc/one', md5('1')],
      ['own', 'one', '/etc/with space', md5('2')],
      ['own', 'one', '/etc/three', md5('3')],
      ['know', 'two', undefined],
    ])
  })

  it('knows a single description by the name of its file, too', () => {
    const text = 'Package: base-files\nMaintainer: Base <base@debian.org>\n'
    expect(read(`${folder}/status.d/base`, text)).toEqual([
      ['know', 'base-files', { kind: 'distribution', name: 'Debian' }],
      ['know', 'base', { kind: 'distribution', name: 'Debian' }],
    ])
  })

  it('reads diversions', () => {
    expect(read(`${folder}/diversions`, '/bin/sh\n/bin/sh.distrib\ndash\n/a\n\n:\n/b\n/c\n')).toEqual([
      ['divert', '/bin/sh', '/bin/sh.distrib'],
    ])
  })

  it('never throws', () => {
    const paths = ['status', 'diversions', 'status.d/x', 'info/x.md5sums'].map((name) => `${folder}/${name}`)
    const piece = fc.oneof(
      fc.constantFrom('Package: a', 'Status: ', 'Maintainer: <', 'Conffiles:', ` /x ${md5('x')}`, '\n', ':', ' '),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.array(piece), (path, pieces) => {
        expect(read(path, pieces.join(''))).toBeDefined()
      }),
    )
  })

  it.each([
    ['status', ` ${md5('x').slice(0, 31)}`.repeat(130_000)],
    ['status', `Package: a\nConffiles:\n /x${` ${md5('x')}`.repeat(120_000)}!`],
    ['diversions', '\n'.repeat(4_000_000)],
    ['info/x.md5sums', `${md5('x')} `.repeat(120_000)],
  ])('takes its time to the length of %s', (name, text) => {
    const start = performance.now()
    read(`${folder}/${name}`, text)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('distributionOf', () => {
  it.each([
    ['GNU Libc Maintainers <debian-glibc@lists.debian.org>', 'Debian'],
    ['Someone <someone@DEBIAN.org>', 'Debian'],
    ['Old Team <pkg@lists.alioth.debian.org>', 'Debian'],
    ['New Team <pkg@alioth-lists.debian.net>', 'Debian'],
    ['Careless Team <team+x@tracker.debian.org>,', 'Debian'],
    ['Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>', 'Ubuntu'],
    ['A maintainer with an address of his own <md@linux.it>', 'Debian'],
    ['ACME <ops@acme.example>', undefined],
    ['ACME <ops@debian.org.acme.example>', undefined],
    ['ACME <ops@notdebian.org>', undefined],
    ['ACME <debian.org@acme.example>', undefined],
    ['Debian <debian.org>', undefined],
    ['Vendor <https://vendor.example/debian.org>', undefined],
    ['someone@debian.org', undefined],
    ['', undefined],
    ['<', undefined],
    ['<<@debian.org', 'Debian'],
  ])('%s: %s', (maintainer, distribution) => {
    expect(distributionOf(maintainer)).toBe(distribution)
  })
})
