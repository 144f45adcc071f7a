import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { readJson } from '../syntax/json.js'
import { type Entry, keyOf } from '../syntax/spot.js'

const OBSCURED = new Set(['pass', 'password', 'password2', 'key_file_pass', 'file_password'])

/** rclone's remotes. Source: rclone.org, "rclone obscure" and the pages of its back ends. */
export const rcloneConf = defineFormat({
  id: 'rclone',
  names: ['rclone.conf', '.rclone.conf'],
  when: ({ head }) => !head.includes('RCLONE_ENCRYPT_V0:'),
  parse: (text) => readIni(text, { separators: '=' }).flatMap((entry) => credentialAt(text, entry)),
})

function credentialAt(text: string, entry: Entry): Candidate[] {
  const name = keyOf(entry)
  const key = dotted(entry.path)
  if (OBSCURED.has(name)) {
    return secretAt(text, entry, {
      signature: 'rclone-password',
      key,
      reason: 'obscured only: rclone reveals it without any password',
    })
  }
  if (name === 'token') {
    const tokens = readJson(entry.value).filter((inner) => /^(?:access|refresh)_token$/.test(keyOf(inner)))
    return tokens.flatMap((inner) => {
      const spot = { value: inner.value, start: entry.start + inner.start, end: entry.start + inner.end }
      return secretAt(text, spot, { signature: 'rclone-token', key: `${key}.${keyOf(inner)}` })
    })
  }
  if (
    /^(?:secret_access_key|client_secret|account_key|application_key|sas_url|bearer_token|service_account_credentials)$/.test(
      name,
    )
  ) {
    return secretAt(text, entry, { signature: 'object-storage-secret', key })
  }
  return name === 'key'
    ? secretAt(text, entry, { signature: 'object-storage-secret', key })
    : variableAt(text, name, entry, key)
}
