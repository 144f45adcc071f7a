import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('vpn')

it.each([
  ['etc/openvpn/auth.txt', 'user\n@@\n', 'vpn-password', 'auth-user-pass'],
  [
    'etc/openvpn/home.ovpn',
    'client\n<auth-user-pass>\nuser\n@@\n</auth-user-pass>\n',
    'vpn-password',
    'auth-user-pass',
  ],
  ['srv/auth-user-pass', 'user\r\n@@', 'vpn-password', 'auth-user-pass'],
  ['etc/ppp/chap-secrets', '# client server secret\nuser * @@ *\n', 'ppp-password', 'user'],
  ['etc/ppp/pap-secrets', '"a user"\t*\t"@@"\t*\n', 'ppp-password', 'a user'],
  ['etc/ipsec.secrets', '# x\n10.0.0.1 %any : PSK "@@"\n', 'vpn-password', 'PSK'],
])('finds the secret of %s', (path, file, signature, key) => {
  expectPlanted({ path, file, secret, signature, key })
})

it('leaves placeholders and other lines alone', () => {
  expectSilent('etc/openvpn/auth.txt', 'user\n@@\n', placeholders)
  expect(readFile('etc/ppp/chap-secrets', 'user * @/etc/secret *\nuser * ""\nuser\n')).toEqual([])
  expect(readFile('etc/ipsec.secrets', ': RSA key.pem\n:\n')).toEqual([])
})
