import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expectPlanted, expectSilent, madeUp, readFile } from '../reading.js'

const secret = Buffer.from(madeUp('wireguard', '{any:32}'), 'latin1').toString('base64')

it.each([
  ['etc/wireguard/wg0.conf', '[Interface]\nAddress = 10.0.0.1/24\nPrivateKey = @@\n', 'Interface.PrivateKey'],
  ['srv/vpn.conf', '[Interface]\nDNS=1.1.1.1\n[Peer]\nPresharedKey=@@', 'Peer.PresharedKey'],
])('finds the key of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'wireguard-private-key', key })
})

it('leaves public keys and other files alone', () => {
  expectSilent('wg0.conf', '[Interface]\nPrivateKey = @@\n', ['', '<key>', secret.slice(4)])
  expect(readFile('wg0.conf', `[Peer]\nPublicKey = ${secret}\n`)).toEqual([])
  expect(formatOf('etc/nginx/nginx.conf', Buffer.from('user www;\n'))).toBeUndefined()
})
