import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import { readJson } from '../syntax/json.js'
import { type Entry, keyOf } from '../syntax/spot.js'

/** Largest state that is parsed, in bytes. */
export const MAX_STATE = 16 * 1024 * 1024

/** Terraform's state: outputs marked as sensitive, attributes with a secret's name, what `random_password` made. Source: developer.hashicorp.com, "Sensitive data in state". */
export const terraformState = defineFormat({
  id: 'terraform-state',
  endings: ['.tfstate', '.backup'],
  when: ({ name }) => name.includes('.tfstate'),
  limit: MAX_STATE,
  parse: (text) => {
    const entries = readJson(text)
    const sensitive = sensitiveOutputs(text)
    const labels = resourceLabels(entries)
    return entries.flatMap((entry) => {
      const { path } = entry
      if (path[0] === 'outputs') {
        const key = dotted(path.filter((part) => part !== 'value'))
        if (path[2] !== 'value') return []
        return sensitive.has(path[1]!)
          ? secretAt(text, entry, { signature: 'terraform-state-secret', key })
          : variableAt(text, path.length === 3 ? path[1]! : keyOf(entry), entry, key)
      }
      const attributes = path.indexOf('attributes')
      if (attributes < 0) return []
      const label = labels.get(dotted(path.slice(0, 2))) ?? ''
      const key = dotted([label, ...path.slice(attributes + 1)])
      return label.startsWith('random_password.') && keyOf(entry) === 'result'
        ? secretAt(text, entry, { signature: 'terraform-state-secret', key })
        : variableAt(text, keyOf(entry), entry, key)
    })
  },
})

function resourceLabels(entries: Entry[]): Map<string, string> {
  const labels = new Map<string, string>()
  for (const { path, value } of entries) {
    if (path[0] !== 'resources' || path.length !== 3 || (path[2] !== 'type' && path[2] !== 'name')) continue
    const place = dotted(path.slice(0, 2))
    labels.set(
      place,
      path[2] === 'type' ? dotted([value, labels.get(place) ?? '']) : dotted([labels.get(place) ?? '', value]),
    )
  }
  return labels
}

/** Names of outputs whose object has `"sensitive": true`; a boolean is no string, so the objects are looked at as text. */
function sensitiveOutputs(text: string): Set<string> {
  try {
    const state = JSON.parse(text) as { outputs?: Record<string, { sensitive?: unknown }> }
    return new Set(
      Object.entries(state.outputs ?? {}).flatMap(([name, output]) => (output?.sensitive === true ? [name] : [])),
    )
  } catch {
    return new Set()
  }
}
