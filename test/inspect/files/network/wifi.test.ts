import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('wifi')

it.each([
  ['etc/wpa_supplicant/wpa_supplicant.conf', 'network={\n  ssid="home"\n  psk="@@"\n}\n', 'psk'],
  ['etc/wpa_supplicant/wpa_supplicant-wlan0.conf', 'network={\n  identity="u"\n  password="@@"\n}', 'password'],
  ['etc/hostapd/hostapd.conf', 'ssid=x\nwpa_passphrase=@@\n', 'wpa_passphrase'],
  ['etc/NetworkManager/system-connections/home.nmconnection', '[wifi-security]\npsk=@@\n', 'wifi-security.psk'],
])('finds the passphrase of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'wifi-password', key })
})

it('leaves placeholders alone', () => {
  expectSilent('wpa_supplicant.conf', 'network={\n  psk="@@"\n}\n', placeholders)
})
