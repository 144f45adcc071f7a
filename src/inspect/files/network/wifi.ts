import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { keyOf } from '../syntax/spot.js'

const SECRETS = new Set([
  'psk',
  'password',
  'wpa_passphrase',
  'wpa_psk',
  'sae_password',
  'private_key_passwd',
  'private_key2_passwd',
  'pin',
])

/** Passphrases of wireless networks. Source: wpa_supplicant.conf(5), hostapd.conf's comments. */
export const wpaSupplicant = defineFormat({
  id: 'wpa-supplicant',
  endings: ['.conf'],
  when: ({ name }) => /^(?:wpa_supplicant|hostapd)(?:[-.].*)?\.conf$/.test(name),
  limit: 1024 * 1024,
  parse: (text) => {
    const found: Candidate[] = []
    let network: string | undefined
    for (const entry of readIni(text, { comments: '#' })) {
      const name = keyOf(entry)
      if (name === 'network') network = undefined
      else if (name === 'ssid') network = entry.value
      else if (SECRETS.has(name) || /^wep_key\d$/.test(name)) {
        found.push(...secretAt(text, entry, { signature: 'wifi-password', key: name, user: network }))
      }
    }
    return found
  },
})

/** NetworkManager's connections: wireless, 802.1X and VPN passwords. Source: nm-settings-keyfile(5). */
export const networkManager = defineFormat({
  id: 'network-manager',
  endings: ['.nmconnection'],
  limit: 1024 * 1024,
  parse: (text) =>
    readIni(text).flatMap((entry) =>
      /^(?:psk|leap-password|wep-key\d|password|private-key-password|private-key|secret)$/.test(keyOf(entry))
        ? secretAt(text, entry, { signature: 'wifi-password', key: dotted(entry.path) })
        : [],
    ),
})
