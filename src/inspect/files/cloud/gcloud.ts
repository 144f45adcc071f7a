import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { privateKeyAt } from '../keys/private-key-at.js'
import { storeCandidate } from '../keys/store.js'
import { readJson } from '../syntax/json.js'
import { type Entry, keyOf } from '../syntax/spot.js'

const NAMES = [
  'application_default_credentials.json',
  'adc.json',
  'service-account.json',
  'service_account.json',
  'key.json',
]

/**
 * Google's credential documents: service accounts' keys and users' refresh tokens, whatever the order of their keys.
 * Source: cloud.google.com, "How Application Default Credentials works"; google.aip.dev/auth/4112.
 */
export const gcloudCredentials = defineFormat({
  id: 'gcloud-credentials',
  names: NAMES,
  endings: ['.json'],
  when: ({ path, name, head }) =>
    NAMES.includes(name) ||
    /(?:^|\/)gcloud\/(?:legacy_credentials\/.*|[^/]*)$/.test(path) ||
    /"type"\s*:\s*"(?:service_account|authorized_user)"/.test(head),
  limit: 1024 * 1024,
  parse: (text) => {
    const entries = readJson(text)
    const kinds = new Map<string, string>()
    for (const entry of entries) if (keyOf(entry) === 'type') kinds.set(dotted(entry.path.slice(0, -1)), entry.value)
    return entries.flatMap((entry) => credentialAt(text, entry, kinds.get(dotted(entry.path.slice(0, -1)))))
  },
})

function credentialAt(text: string, entry: Entry, kind: string | undefined): Candidate[] {
  const name = keyOf(entry)
  const key = dotted(entry.path)
  if (kind === 'service_account' && name === 'private_key') {
    return privateKeyAt(entry, { signature: 'gcp-service-account', key })
  }
  if (kind === 'authorized_user' && name === 'refresh_token')
    return secretAt(text, entry, { signature: 'gcp-authorized-user', key })
  return []
}

/** The gcloud command line's own SQLite stores; they are named, not opened. Source: cloud.google.com, "gcloud auth login". */
export const gcloudStore = defineFormat({
  id: 'gcloud-store',
  names: ['credentials.db', 'access_tokens.db'],
  when: ({ path, head }) => /(?:^|\/)gcloud\//.test(path) && head.startsWith('SQLite format 3\0'),
  // An empty store has two pages, one of them without a row; a row brings tokens, which begin with words of their JSON or URL.
  parse: (text) =>
    /"refresh_token"|"private_key"|ya29\./.test(text)
      ? storeCandidate(text, { signature: 'gcp-credential-store', reason: "gcloud's store of signed-in accounts" })
      : [],
})
