import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { keyOf } from '../syntax/spot.js'
import { decodedBase64, decodedPair } from '../user-password.js'

/** npm's configuration: registry tokens and passwords. Source: docs.npmjs.com, "npmrc", "Auth related configuration". */
export const npmrc = defineFormat({
  id: 'npmrc',
  names: ['.npmrc', 'npmrc'],
  parse: (text) =>
    readIni(text).flatMap((entry) => {
      const key = keyOf(entry)
      switch (key.slice(key.lastIndexOf(':') + 1).toLowerCase()) {
        case '_authtoken':
          return secretAt(text, entry, { signature: 'package-registry-token', key })
        case '_auth': {
          const pair = decodedPair(entry)
          if (pair === undefined) return secretAt(text, entry, { signature: 'package-registry-password', key })
          return secretAt(text, pair.password, {
            signature: 'package-registry-password',
            key,
            user: pair.user,
            via: ['base64'],
          })
        }
        case '_password': {
          const value = decodedBase64(entry.value)
          if (value === undefined) return secretAt(text, entry, { signature: 'package-registry-password', key })
          return secretAt(text, { ...entry, value }, { signature: 'package-registry-password', key, via: ['base64'] })
        }
        default:
          return []
      }
    }),
})
