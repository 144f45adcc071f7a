import { expect, it } from 'vitest'
import { readFile } from '../reading.js'

const u16 = (value: number) => String.fromCharCode(value >> 8, value & 255)
const u32 = (value: number) => u16(value >>> 16) + u16(value & 0xffff)
const utf = (text: string) => u16(text.length) + text
const certificate = u32(2) + utf('ca') + u32(0) + u32(0) + utf('X.509') + u32(40) + '\x30'.repeat(40)
const privateKey = u32(1) + utf('key') + u32(0) + u32(0) + u32(8) + 'k'.repeat(8) + u32(0)
const store = (magic: string, version: number, ...entries: string[]) =>
  magic + u32(version) + u32(entries.length) + entries.join('')
const jks = '\xfe\xed\xfe\xed'

it.each([
  ['a private key', store(jks, 2, privateKey)],
  ['a private key behind certificates', store(jks, 2, certificate, certificate, privateKey)],
  ['a secret key of JCEKS', store('\xce\xce\xce\xce', 2, certificate, u32(3) + utf('s') + u32(0) + u32(0))],
])('finds a store with %s, whatever its name', (_what, text) => {
  const [found, ...more] = readFile('srv/anything.bin', text)
  expect(more).toEqual([])
  expect(found).toMatchObject({ signature: 'java-keystore', start: 0, end: 16 })
  expect(found!.identity).toBe(`file:${found!.secret}`)
})

it.each([
  ['only certificates', store(jks, 2, certificate, certificate)],
  ['nothing', store(jks, 2)],
  ['a broken entry', store(jks, 2, certificate.slice(0, 30), privateKey)],
  ['a lying count', jks + u32(2) + u32(0xffffffff) + certificate],
  ['a header that breaks off', jks + u32(2)],
])('is silent on a store with %s', (_what, text) => {
  expect(readFile('etc/ssl/certs/java/cacerts', text)).toEqual([])
})
