import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { secretAt, variableAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { type Entry, keyOf } from '../syntax/spot.js'
import { decodedPair, urlCredentials } from '../user-password.js'

/** Git's configuration: URLs with credentials, authorization headers, helpers' settings. Source: git-scm.com, "git-config". */
export const gitConfig = defineFormat({
  id: 'git-config',
  names: ['.gitconfig', 'gitconfig', '.gitmodules', 'config'],
  when: ({ path, name }) =>
    name !== 'config' || /(?:^|\/)(?:\.git|git|[^/]+\.git|\.git\/modules\/.+)\/config$/.test(path),
  parse: (text) => readIni(text, { inlineComments: true }).flatMap((entry) => credentialAt(text, entry)),
})

function credentialAt(text: string, entry: Entry): Candidate[] {
  const section = entry.path[0] ?? ''
  const name = keyOf(entry).toLowerCase()
  const key = `${section.replace(/\s*"(.*)"$/s, '.$1')}.${keyOf(entry)}`
  if (name === 'extraheader') return headerCredential(text, entry, key)
  if (/^url[ .]/.test(section)) {
    // `[url "https://user:password@host/"] insteadOf = …`: the secret stands in the section's name.
    const at = text.lastIndexOf(section, entry.start)
    const found = at < 0 ? undefined : urlCredentials({ value: section, start: at, end: at + section.length })
    return found ? secretAt(text, found.password, { signature: 'git-password', key: 'url', user: found.user }) : []
  }
  const found = urlCredentials(entry)
  if (found) return secretAt(text, found.password, { signature: 'git-password', key, user: found.user })
  if (name === 'helper' || name === 'url' || name === 'fetch') return []
  return variableAt(text, name, entry, key)
}

function headerCredential(text: string, entry: Entry, key: string): Candidate[] {
  const header = /^([A-Za-z-]+):[ \t]*(?:(basic|bearer|token)[ \t]+)?(.*)$/is.exec(entry.value)
  if (header === null || !/auth|token|key/i.test(header[1]!)) return []
  const value = header[3]!
  const spot = { value, start: entry.end - value.length, end: entry.end }
  const pair = header[2]?.toLowerCase() === 'basic' ? decodedPair(spot) : undefined
  if (pair === undefined) return secretAt(text, spot, { signature: 'git-http-header', key })
  return secretAt(text, pair.password, { signature: 'git-http-header', key, user: pair.user, via: ['base64'] })
}
