import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { keyOf } from '../syntax/spot.js'
import { readYaml, YAML_LIMIT } from '../syntax/yaml.js'
import { decodedPair } from '../user-password.js'

/** Yarn's configuration: `npmAuthToken`, `npmAuthIdent`. Source: yarnpkg.com, "Settings (.yarnrc.yml)". */
export const yarnrc = defineFormat({
  id: 'yarnrc',
  names: ['.yarnrc.yml', '.yarnrc.yaml'],
  limit: YAML_LIMIT,
  parse: (text) =>
    readYaml(text).flatMap((entry) => {
      const key = dotted(entry.path)
      const name = keyOf(entry)
      if (name === 'npmAuthToken') return secretAt(text, entry, { signature: 'package-registry-token', key })
      if (name !== 'npmAuthIdent') return []
      // Either `user:password` as it is or base64 of it.
      const colon = entry.value.indexOf(':')
      const user = entry.value.slice(0, colon)
      const plain = { value: entry.value.slice(colon + 1), start: entry.start + colon + 1, end: entry.end }
      if (colon >= 0) return secretAt(text, plain, { signature: 'package-registry-password', key, user })
      const pair = decodedPair(entry)
      if (pair === undefined) return []
      return secretAt(text, pair.password, {
        signature: 'package-registry-password',
        key,
        user: pair.user,
        via: ['base64'],
      })
    }),
})
