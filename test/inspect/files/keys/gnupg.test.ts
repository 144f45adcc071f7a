import { expect, it } from 'vitest'
import { readFile } from '../reading.js'

const path = 'root/.gnupg/private-keys-v1.d/0123456789ABCDEF0123456789ABCDEF01234567.key'

it.each([
  ['(11:private-key(3:rsa', undefined],
  ['(21:protected-private-key(3:rsa', 'medium'],
  ['Created: 20240101T000000\nKey: (private-key (ecc (curve Ed25519)', undefined],
  ['Created: 20240101T000000\nKey: (protected-private-key (ecc', 'medium'],
])('finds %s', (text, severity) => {
  const [found] = readFile(path, text)
  expect(found).toMatchObject({ signature: 'gnupg-secret-key' })
  expect(found!.severity).toBe(severity)
})

it.each(['(20:shadowed-private-key(3:rsa', 'Key: (shadowed-private-key (rsa', '(10:public-key', ''])(
  'is silent on %s',
  (text) => {
    expect(readFile(path, text)).toEqual([])
  },
)

it('finds an old key ring that is not empty', () => {
  expect(readFile('root/.gnupg/secring.gpg', '\x95\x01\x02')).toMatchObject([{ signature: 'gnupg-secret-key' }])
  expect(readFile('root/.gnupg/secring.gpg', '')).toEqual([])
})
