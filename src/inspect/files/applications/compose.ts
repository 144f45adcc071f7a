import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, variableAt } from '../judged.js'
import { keyOf } from '../syntax/spot.js'
import { readYaml, YAML_LIMIT, type YamlEntry } from '../syntax/yaml.js'

/** Environment and build arguments of Docker Compose services, as maps or lists. Source: docs.docker.com, "Compose file reference". */
export const compose = defineFormat({
  id: 'compose',
  endings: ['.yml', '.yaml'],
  when: ({ name }) => /^(?:docker-|podman-)?(?:compose|stack)(?:[._-].*)?\.ya?ml$/.test(name),
  limit: YAML_LIMIT,
  parse: (text) => readYaml(text).flatMap((entry) => variableOf(text, entry)),
})

function variableOf(text: string, entry: YamlEntry): Candidate[] {
  const holder = entry.path.at(-2)
  const service = entry.path[0] === 'services' ? entry.path[1]! : ''
  if (holder !== 'environment' && holder !== 'args' && holder !== 'labels')
    return variableAt(text, keyOf(entry), entry, dotted(entry.path))
  const divide = entry.value.indexOf('=')
  if (!/^\d+$/.test(keyOf(entry))) return variableAt(text, keyOf(entry), entry, dotted([service, keyOf(entry)]))
  if (divide < 1) return []
  const literal = text.slice(entry.start, entry.end) === entry.value
  const value = {
    value: entry.value.slice(divide + 1),
    start: literal ? entry.start + divide + 1 : entry.start,
    end: entry.end,
  }
  const name = entry.value.slice(0, divide)
  return variableAt(text, name, value, dotted([service, name]))
}
