import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { readFile } from '../reading.js'

/** One value of DER: tag, length, content. */
function der(tag: number, ...parts: string[]): string {
  const content = parts.join('')
  const length = content.length
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return String.fromCharCode(tag, ...head) + content
}

const sequence = (...parts: string[]) => der(0x30, ...parts)
const octets = (content: string) => der(0x04, content)
const tagged = (content: string) => der(0xa0, content)
const data = der(0x06, '\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01')
const encryptedData = der(0x06, '\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06')
const bag = (kind: number) =>
  sequence(
    der(0x06, `\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01${String.fromCharCode(kind)}`),
    tagged(octets('k'.repeat(200))),
  )
const plain = (...bags: string[]) => sequence(data, tagged(octets(sequence(...bags))))
const sealed = sequence(encryptedData, tagged(sequence(der(0x02, '\0'), octets('c'.repeat(300)))))
const store = (...contents: string[]) => sequence(der(0x02, '\x03'), plain(...contents))

it.each([
  ['a shrouded key', store(sealed, plain(bag(2)))],
  ['a plain key', store(plain(bag(1)))],
  ['two keys', store(plain(bag(2), bag(2)), sealed)],
])('finds a store with %s, whatever its name', (_what, text) => {
  for (const path of ['srv/key.p12', 'srv/identity', 'lib/security/cacerts']) {
    expect(readFile(path, text)).toMatchObject([{ signature: 'pkcs12-keystore', start: 0, end: 16 }])
  }
})

it.each([
  ['sealed certificates', store(sealed)],
  ['plain certificates', store(plain(bag(3)))],
  ['nothing', store()],
])('is silent on a store of %s', (_what, text) => {
  expect(readFile('lib/security/cacerts', text)).toEqual([])
})

it('takes no other DER for a store', () => {
  for (const text of ['0', sequence(der(0x02, '\0'), plain(bag(2))), sequence(data, bag(2))]) {
    expect(formatOf('srv/x.p12', Buffer.from(text, 'latin1'))).toBeUndefined()
  }
})
