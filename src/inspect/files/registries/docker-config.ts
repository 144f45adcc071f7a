import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readJson } from '../syntax/json.js'
import { type Entry, keyOf } from '../syntax/spot.js'
import { decodedPair } from '../user-password.js'

/**
 * Container registries' credentials: Docker's `config.json` and `.dockercfg`, the `auth.json` of Podman, Skopeo and Buildah.
 * Source: docs.docker.com, "docker login"; containers-auth.json(5).
 */
export const dockerConfig = defineFormat({
  id: 'docker-config',
  names: ['.dockercfg', '.dockerconfigjson', 'config.json', 'auth.json'],
  when: ({ path, name, head }) => {
    if (name.startsWith('.docker')) return true
    if (name === 'config.json') return /(?:^|\/)\.docker\/|(?:^|\/)kaniko\//.test(path) || /^\s*\{\s*"auths"/.test(head)
    return /(?:^|\/)(?:containers|\d+)\/auth\.json$/.test(path) || /^\s*\{\s*"auths"/.test(head)
  },
  parse: (text) => readJson(text).flatMap((entry) => registryCredentialAt(text, entry)),
})

/** Credentials that one value of a Docker configuration holds; the key is the registry's path within it. */
export function registryCredentialAt(text: string, entry: Entry): Candidate[] {
  const key = dotted(entry.path)
  switch (keyOf(entry).toLowerCase()) {
    case 'auth': {
      const pair = decodedPair(entry)
      if (pair === undefined) return []
      // Docker ends the password with NUL bytes in some old files.
      const password = { ...pair.password, value: pair.password.value.replace(/\0+$/, '') }
      return secretAt(text, password, {
        signature: 'container-registry-password',
        key,
        user: pair.user,
        via: ['base64'],
      })
    }
    case 'password':
      return secretAt(text, entry, { signature: 'container-registry-password', key })
    case 'identitytoken':
    case 'registrytoken':
      return secretAt(text, entry, { signature: 'container-registry-token', key })
    case 'authorization':
    case 'x-registry-auth':
    case 'x-meta-auth':
      return entry.path[0] === 'HttpHeaders'
        ? secretAt(text, entry, { signature: 'container-registry-token', key })
        : []
    default:
      return []
  }
}
