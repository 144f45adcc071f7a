import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readAssignments, TOML } from '../syntax/assignments.js'
import { keyOf } from '../syntax/spot.js'

/** Cargo's credentials, and tokens in its configuration. Source: doc.rust-lang.org, "The Cargo Book", "Configuration", "Credentials". */
export const cargoCredentials = defineFormat({
  id: 'cargo-credentials',
  names: ['credentials', 'credentials.toml', 'config', 'config.toml'],
  when: ({ path }) => /(?:^|\/)\.?cargo\/[^/]*$/.test(path),
  parse: (text) =>
    readAssignments(text, TOML).flatMap((entry) => {
      const name = keyOf(entry).split('.').pop()
      if (name !== 'token' && name !== 'secret-key') return []
      return secretAt(text, entry, { signature: 'package-registry-token', key: dotted(entry.path) })
    }),
})
