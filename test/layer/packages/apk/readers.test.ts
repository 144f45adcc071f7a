import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distributionOf } from '../../../../src/layer/packages/apk/maintainer.js'
import { apkReaders } from '../../../../src/layer/packages/apk/readers.js'
import { told } from '../told.js'

const sha1 = (content: string) => createHash('sha1').update(content).digest()
const checksum = (content: string) => `Q1${sha1(content).toString('base64')}`
const hex = (content: string) => sha1(content).toString('hex')

describe.each(['lib/apk/db/installed', 'usr/lib/apk/db/installed'])('apkReaders: %s', (path) => {
  it('reads packages and their files', () => {
    const text = [
      `C:${checksum('package')}`,
      'P:alpine-baselayout',
      'V:3.6.5-r0',
      'T:Alpine base dir structure and init scripts',
      'm:Natanael Copa <ncopa@alpinelinux.org>',
      'c:66187892e05b03a41d08e9acabd19b7576a1c875',
      'F:',
      'R:in the root',
      `Z:${checksum('root')}`,
      'F:etc/crontabs',
      'M:0:0:750',
      'R:root',
      'a:0:0:600',
      `Z:${checksum('crontab')}`,
      'R:without',
      'F:etc/empty',
      `Z:${checksum('no file')}`,
      '',
      'P:acme',
      'm:ACME <ops@acme.example>',
      'F:srv',
      'R:a',
      `Z:${checksum('a')}`,
      'R:b',
      'Z:Q2notSha1=',
      '',
      '',
      'P:melange-made',
    ].join('\n')
    expect(told(apkReaders, path, text)).toEqual([
      ['own', 'alpine-baselayout', 'in the root', hex('root')],
      ['own', 'alpine-baselayout', 'etc/crontabs/root', hex('crontab')],
      ['know', 'alpine-baselayout', { kind: 'distribution', name: 'Alpine' }],
      ['own', 'acme', 'srv/a', hex('a')],
      ['know', 'acme', undefined],
      ['know', 'melange-made', { kind: 'signers' }],
    ])
  })

  it('never throws', () => {
    const piece = fc.oneof(
      fc.constantFrom('P:a\n', 'm:<', 'F:x\n', 'R:y\n', `Z:${checksum('x')}\n`, '\n', ':', ' '),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(told(apkReaders, path, pieces.join(''))).toBeDefined()
      }),
    )
  })

  it.each([`P:a\nF:x\nR:y\n${`Z:${checksum('x')}\n`.repeat(100_000)}`, ':\n'.repeat(1_000_000)])('is quick', (text) => {
    const start = performance.now()
    told(apkReaders, path, text)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('the keys of a system', () => {
  it.each([
    ['alpine-devel@lists.alpinelinux.org-6165ee59.rsa.pub', 'Alpine'],
    ['build.postmarketos.org.rsa.pub', 'postmarketOS'],
    ['wolfi-signing.rsa.pub', 'Wolfi'],
    ['chainguard-extras.rsa.pub', 'Chainguard'],
    ['acme.rsa.pub', undefined],
    ['wolfi-signing.rsa.pub.acme.pub', undefined],
  ])('%s: %s', (name, distribution) => {
    expect(told(apkReaders, `etc/apk/keys/${name}`, 'x')).toEqual([['trust', distribution]])
  })

  it('are only those in force', () => {
    expect(told(apkReaders, 'usr/share/apk/keys/acme.rsa.pub', 'x')).toBeUndefined()
    expect(told(apkReaders, 'etc/apk/keys/README', 'x')).toBeUndefined()
  })
})

describe('distributionOf', () => {
  it.each([
    ['Natanael Copa <ncopa@alpinelinux.org>', 'Alpine'],
    ['A maintainer with an address of his own <jakub@jirutka.cz>', 'Alpine'],
    ['Somebody <somebody@postmarketos.org>', 'postmarketOS'],
    ['ACME <ops@acme.example>', undefined],
    ['ACME <ops@alpinelinux.org.acme.example>', undefined],
    ['ncopa@alpinelinux.org', undefined],
    ['', undefined],
  ])('%s: %s', (maintainer, distribution) => {
    expect(distributionOf(maintainer)).toBe(distribution)
  })
})
