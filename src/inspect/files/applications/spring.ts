import { defineFormat } from '../define-format.js'
import { variablesAt } from '../judged.js'
import { readProperties } from '../syntax/properties.js'
import { readYaml, YAML_LIMIT } from '../syntax/yaml.js'

/** Configuration of Spring Boot, and of Quarkus and Micronaut. Source: docs.spring.io, "Externalized Configuration". */
export const spring = defineFormat({
  id: 'spring',
  endings: ['.properties', '.yml', '.yaml'],
  when: ({ name }) => /^(?:application|bootstrap)(?:-[\w.-]+)?\.(?:properties|ya?ml)$/.test(name),
  limit: YAML_LIMIT,
  parse: (text, path) => {
    if (!path.toLowerCase().endsWith('.properties')) return variablesAt(text, readYaml(text))
    return variablesAt(text, readProperties(text))
  },
})
