import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readJson } from '../syntax/json.js'
import { type Entry, keyOf } from '../syntax/spot.js'

const TOKENS = ['github-oauth', 'gitlab-oauth', 'gitlab-token', 'bitbucket-oauth', 'bearer', 'forgejo-token']

/** Composer's `auth.json`, or the same keys in its `config.json`. Source: getcomposer.org, "Authentication for privately hosted packages". */
export const composerAuth = defineFormat({
  id: 'composer-auth',
  names: ['auth.json', 'config.json'],
  when: ({ path, name, head }) =>
    /(?:^|\/)\.?composer\//.test(path) ||
    (name === 'auth.json' && /"(?:http-basic|github-oauth|gitlab-|bearer|bitbucket-)/.test(head)),
  parse: (text) => readJson(text).flatMap((entry) => credentialAt(text, entry)),
})

function credentialAt(text: string, entry: Entry): Candidate[] {
  const key = dotted(entry.path)
  const path = entry.path[0] === 'config' ? entry.path.slice(1) : entry.path
  const kind = path[0] ?? ''
  const name = keyOf(entry)
  if (kind === 'http-basic' || kind === 'http-digest') {
    return name === 'password' ? secretAt(text, entry, { signature: 'package-registry-password', key }) : []
  }
  if (!TOKENS.includes(kind) || name === 'consumer-key' || name === 'username') return []
  return secretAt(text, entry, { signature: 'package-registry-token', key })
}
