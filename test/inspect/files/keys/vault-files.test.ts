import { expect, it } from 'vitest'
import { readFile } from '../reading.js'

const rest = 'x'.repeat(200)

it.each([
  ['srv/passwords.bin', `\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5${rest}`, 'password-vault'],
  ['srv/a.psafe3', `PWS3${rest}`, 'password-vault'],
  ['srv/login.keychain-db', `kych\0\x01\0\0${rest}`, 'password-vault'],
  [
    'root/.mozilla/firefox/a.default/logins.json',
    '{"logins":[{"hostname":"h","encryptedPassword":"MDo="}]}',
    'browser-logins',
  ],
  ['root/.bitcoin/wallet.dat', `${'\0'.repeat(12)}\x62\x31\x05\0${rest}\x04mkey\x04ckey`, 'bitcoin-wallet'],
  ['srv/group_vars/all.yml', `$ANSIBLE_VAULT;1.1;AES256\n${'61'.repeat(80)}\n`, 'ansible-vault'],
])('notes %s', (path, text, signature) => {
  expect(readFile(path, text)).toMatchObject([{ signature, start: 0, end: 16, confidence: 'likely' }])
})

it.each([
  ['srv/a.kdbx', '\x03\xd9\xa2\x9a'],
  ['logins.json', '{"nextId":1,"logins":[]}'],
  ['wallet.dat', `${'\0'.repeat(12)}\x62\x31\x05\0${rest}`],
  ['all.yml', '$ANSIBLE_VAULT;1.1;AES256'],
])('is silent on %s without contents', (path, text) => {
  expect(readFile(path, text)).toEqual([])
})
