import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import { keyOf, trimSpot } from '../syntax/spot.js'
import { readYaml, YAML_LIMIT } from '../syntax/yaml.js'

/** Databases and secrets of a Rails application; ERB gives a reference, no value. Source: guides.rubyonrails.org, "Configuring a Database". */
export const railsConfig = defineFormat({
  id: 'rails-config',
  names: ['database.yml', 'secrets.yml', 'mongoid.yml', 'credentials.yml', 'cable.yml', 'storage.yml'],
  limit: YAML_LIMIT,
  parse: (text) =>
    readYaml(text).flatMap((entry) => {
      if (entry.value.includes('<%')) return []
      const key = dotted(entry.path)
      const name = keyOf(entry)
      if (name === 'password') return secretAt(text, entry, { signature: 'database-password', key })
      if (name === 'secret_key_base') return secretAt(text, entry, { signature: 'framework-secret-key', key })
      return variableAt(text, name, entry, key)
    }),
})

/** The keys of encrypted credentials: 32 hex digits, the whole file. Source: guides.rubyonrails.org, "Custom Credentials". */
export const railsKey = defineFormat({
  id: 'rails-key',
  endings: ['.key'],
  when: ({ path }) => /(?:^|\/)config\/(?:master|credentials\/[\w-]+)\.key$/.test(path),
  limit: 4096,
  parse: (text) => {
    const spot = trimSpot(text, 0, text.length)
    return /^[0-9a-f]{32}$|^[0-9a-f]{64}$/.test(spot.value)
      ? secretAt(text, spot, { signature: 'rails-master-key', key: 'key' })
      : []
  },
})
