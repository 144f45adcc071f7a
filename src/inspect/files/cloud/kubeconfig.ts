import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import { privateKeyAt } from '../keys/private-key-at.js'
import { keyOf } from '../syntax/spot.js'
import { readYaml, YAML_LIMIT, type YamlEntry } from '../syntax/yaml.js'
import { decodedBase64 } from '../user-password.js'

const NAMES = [
  'kubeconfig',
  'kubelet.conf',
  'admin.conf',
  'super-admin.conf',
  'controller-manager.conf',
  'scheduler.conf',
  'k3s.yaml',
  'rke2.yaml',
]

/** Users of Kubernetes clusters. Source: kubernetes.io, "kubeconfig (v1)". */
export const kubeconfig = defineFormat({
  id: 'kubeconfig',
  names: [...NAMES, 'config'],
  endings: ['.yaml', '.yml', '.conf', '.kubeconfig'],
  when: ({ path, name, head }) =>
    name.endsWith('kubeconfig') ||
    /(?:^|\/)\.kube\/[^/]+$/.test(path) ||
    /^"?kind"?:[ \t]*"?Config"?\s*$/m.test(head) ||
    isClusterHead(head),
  limit: YAML_LIMIT,
  parse: (text) => {
    const entries = readYaml(text)
    const names = new Map<string, string>()
    for (const entry of entries) {
      if (entry.path.length === 3 && entry.path[0] === 'users' && entry.path[2] === 'name')
        names.set(entry.path[1]!, entry.value)
    }
    return entries.flatMap((entry) => {
      if (entry.path[0] !== 'users' || entry.path[2] !== 'user') return []
      return credentialAt(
        text,
        entry,
        entries,
        dotted([names.get(entry.path[1]!) ?? entry.path[1]!, ...entry.path.slice(3)]),
      )
    })
  },
})

function isClusterHead(head: string): boolean {
  return /^apiVersion:[ \t]*v1\s*$/m.test(head) && /^clusters:/m.test(head)
}

function credentialAt(text: string, entry: YamlEntry, entries: YamlEntry[], key: string): Candidate[] {
  const name = keyOf(entry)
  if (name === 'token') return secretAt(text, entry, { signature: 'kubernetes-token', key })
  if (name === 'password') return secretAt(text, entry, { signature: 'kubernetes-password', key })
  if (name === 'client-key-data') {
    const value = decodedBase64(entry.value)
    return value === undefined
      ? []
      : privateKeyAt({ ...entry, value }, { signature: 'kubernetes-client-key', key, via: ['base64'] })
  }
  if (entry.path[3] === 'auth-provider' && /^(?:access-token|refresh-token|client-secret)$/.test(name)) {
    return secretAt(text, entry, { signature: 'kubernetes-token', key })
  }
  if (entry.path[3] !== 'exec' || entry.path[4] !== 'env' || name !== 'value') return []
  const holder = dotted(entry.path.slice(0, -1))
  const variable = entries.find((other) => keyOf(other) === 'name' && dotted(other.path.slice(0, -1)) === holder)
  return variable ? variableAt(text, variable.value, entry) : []
}
