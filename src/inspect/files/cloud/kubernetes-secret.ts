import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import { privateKeyAt } from '../keys/private-key-at.js'
import { registryCredentialAt } from '../registries/docker-config.js'
import { readJson } from '../syntax/json.js'
import { keyOf } from '../syntax/spot.js'
import { readYaml, YAML_LIMIT, type YamlEntry } from '../syntax/yaml.js'
import { decodedBase64 } from '../user-password.js'

/** Names of a secret's entries that hold public or plain data. */
const PUBLIC =
  /^(?:ca|tls)\.crt$|^(?:namespace|username|user|host|hostname|port|database|dbname|endpoint|region|url|email)$|\.(?:crt|cert|pub)$/i

/** `kind: Secret` manifests, several documents to a file, JSON as well. Source: kubernetes.io, "Secrets". */
export const kubernetesSecret = defineFormat({
  id: 'kubernetes-secret',
  endings: ['.yaml', '.yml'],
  when: ({ head, name }) =>
    /^[ \t]*"?kind"?:[ \t]*"?(?:Secret|SecretList|List)"?[ \t]*,?\s*$/m.test(head) || /secret/.test(name),
  limit: YAML_LIMIT,
  parse: (text) => {
    const entries = readYaml(text)
    const roots = new Map<string, string>()
    for (const entry of entries) {
      if (keyOf(entry) === 'kind' && entry.value === 'Secret') roots.set(rootOf(entry, 1), 'secret')
    }
    for (const entry of entries) {
      const root = rootOf(entry, 2)
      if (entry.path.at(-2) === 'metadata' && keyOf(entry) === 'name' && roots.has(root)) roots.set(root, entry.value)
    }
    return entries.flatMap((entry) => {
      const field = entry.path.at(-2)
      const name = roots.get(rootOf(entry, 2))
      if (name === undefined || (field !== 'data' && field !== 'stringData')) return []
      return valueAt(text, entry, `${name}.${keyOf(entry)}`, field === 'data')
    })
  },
})

function rootOf(entry: YamlEntry, levels: number): string {
  return `${entry.document}:${dotted(entry.path.slice(0, -levels))}`
}

function valueAt(text: string, entry: YamlEntry, key: string, encoded: boolean): Candidate[] {
  const name = keyOf(entry)
  const value = encoded ? decodedBase64(entry.value) : entry.value
  if (value === undefined || PUBLIC.test(name)) return []
  const via = encoded ? ['base64'] : undefined
  const spot = { value, start: entry.start, end: entry.end }
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value))
    return privateKeyAt(spot, { signature: 'kubernetes-secret', key, via })
  if (name === '.dockerconfigjson' || name === '.dockercfg') {
    return readJson(value)
      .flatMap((inner) => registryCredentialAt(value, inner))
      .map((found) => ({ ...found, start: entry.start, end: entry.end, via: [...(via ?? []), ...(found.via ?? [])] }))
  }
  if (/[\r\n]/.test(value.trimEnd()) || value.length > 4096) {
    return variableAt(text, name, spot, key).map((found) => ({ ...found, ...(via && { via }) }))
  }
  return secretAt(text, { ...spot, value: value.replace(/\r?\n$/, '') }, { signature: 'kubernetes-secret', key, via })
}
