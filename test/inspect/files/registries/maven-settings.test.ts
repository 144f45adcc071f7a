import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, readFile } from '../reading.js'

const secret = madeUp('maven')
const server = (value: string) =>
  `<?xml version="1.0"?>\r\n<settings><!-- x --><servers><server>\r\n<id>nexus</id><username>ci</username>${value}</server></servers></settings>`

it.each([
  [server('<password>@@</password>'), secret, 'nexus.password'],
  [server('<password>\r\n  @@\r\n</password>'), secret, 'nexus.password'],
  [server('<password><![CDATA[@@]]></password>'), secret, 'nexus.password'],
  [server('<passphrase>@@</passphrase>'), secret, 'nexus.passphrase'],
  ['\xef\xbb\xbf<?xml version="1.0"?><settings><proxies><proxy><password>@@</password>', secret, 'password'],
])('finds the credentials of %s', (file, raw, key) => {
  expectPlanted({ path: 'root/.m2/settings.xml', file, secret, raw, signature: 'package-registry-password', key })
})

it('replaces character references, and keeps the raw range', () => {
  expectPlanted({
    path: 'settings.xml',
    file: server('<password>@@</password>'),
    secret: `${secret}&<`,
    raw: `${secret}&amp;&#60;`,
    signature: 'package-registry-password',
    key: 'nexus.password',
  })
})

it('holds an encrypted password for possible and low', () => {
  const raw = `{${Buffer.from(secret).toString('base64')}}`
  const found = expectPlanted({
    path: 'root/.m2/settings-security.xml',
    file: '<settingsSecurity><master>@@</master></settingsSecurity>',
    secret: raw,
    signature: 'package-registry-password',
    key: 'master',
  })
  expect(found).toMatchObject({ confidence: 'possible', severity: 'low' })
})

it('leaves placeholders, other documents and entity tricks alone', () => {
  expectSilent('settings.xml', server('<password>@@</password>'), [
    '',
    'changeme',
    `\${env.MAVEN_PASSWORD}`,
    'xxxxxxxx',
  ])
  expect(readFile('settings.xml', `<other><password>${secret}</password></other>`)).toEqual([])
  const bomb = `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(100)}"><!ENTITY c "&a;&a;&a;">]><settings><servers><server><password>&c;</password></server></servers></settings>`
  expect(readFile('settings.xml', bomb).every((found) => found.secret.length < 10)).toBe(true)
})
