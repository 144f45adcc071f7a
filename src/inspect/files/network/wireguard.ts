import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { keyOf } from '../syntax/spot.js'

/** WireGuard's interfaces: private and preshared keys, 32 bytes in base64. Source: wg(8), "CONFIGURATION FILE FORMAT". */
export const wireguard = defineFormat({
  id: 'wireguard',
  endings: ['.conf'],
  when: ({ path, name, head }) =>
    /(?:^|\/)wireguard\//.test(path) || /^wg[\w-]*\.conf$/.test(name) || /^\[Interface\]\s*$/m.test(head),
  limit: 1024 * 1024,
  parse: (text) =>
    readIni(text).flatMap((entry) => {
      if (!/^(?:privatekey|presharedkey)$/i.test(keyOf(entry)) || !/^[A-Za-z0-9+/]{43}=$/.test(entry.value)) return []
      return secretAt(text, entry, { signature: 'wireguard-private-key', key: dotted(entry.path) })
    }),
})
