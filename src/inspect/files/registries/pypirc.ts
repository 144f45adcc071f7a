import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { keyOf } from '../syntax/spot.js'
import { urlCredentials } from '../user-password.js'

/** Uploads to Python package indexes. Source: packaging.python.org, "The .pypirc file". */
export const pypirc = defineFormat({
  id: 'pypirc',
  names: ['.pypirc', 'pypirc'],
  parse: (text) => {
    const entries = readIni(text, { separators: '=:' })
    const users = new Map(
      entries.filter((entry) => keyOf(entry) === 'username').map((entry) => [entry.path[0], entry.value]),
    )
    return entries.flatMap((entry) => {
      const key = dotted(entry.path)
      if (keyOf(entry) === 'password') {
        return secretAt(text, entry, { signature: 'package-registry-password', key, user: users.get(entry.path[0]) })
      }
      const inUrl = keyOf(entry) === 'repository' ? urlCredentials(entry) : undefined
      return inUrl
        ? secretAt(text, inUrl.password, { signature: 'package-registry-password', key, user: inUrl.user })
        : []
    })
  },
})
