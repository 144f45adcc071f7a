import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { keyOf } from '../syntax/spot.js'
import { readYaml, YAML_LIMIT } from '../syntax/yaml.js'
import { urlCredentials } from '../user-password.js'

/** API keys of `gem push`, one for each host. Source: guides.rubygems.org, "API Documentation". */
export const gemCredentials = defineFormat({
  id: 'gem-credentials',
  names: ['credentials'],
  when: ({ path }) => /(?:^|\/)\.?gem\/credentials$/.test(path),
  limit: YAML_LIMIT,
  parse: (text) =>
    readYaml(text).flatMap((entry) =>
      secretAt(text, entry, { signature: 'package-registry-token', key: keyOf(entry) }),
    ),
})

/** Bundler's configuration: `BUNDLE_GEMS__EXAMPLE__COM: "user:password"`. Source: bundler.io, "bundle config", "Credentials for gem sources". */
export const bundleConfig = defineFormat({
  id: 'bundle-config',
  names: ['config'],
  when: ({ path }) => /(?:^|\/)\.?bundle\/config$/.test(path),
  limit: YAML_LIMIT,
  parse: (text) =>
    readYaml(text).flatMap((entry) => {
      const key = keyOf(entry)
      const found = urlCredentials(entry)
      if (found)
        return secretAt(text, found.password, { signature: 'package-registry-password', key, user: found.user })
      // Hosts have a dot, which is written as two underscores; other settings have none and hold no credentials.
      if (!/^BUNDLE_[A-Z0-9_]*__/.test(key) || /^BUNDLE_(?:BUILD|MIRROR|LOCAL)__/.test(key)) return []
      const colon = entry.value.indexOf(':')
      if (/\s|\/\//.test(entry.value) || (colon < 0 && entry.value.length < 16)) return []
      const password = { value: entry.value.slice(colon + 1), start: entry.start + colon + 1, end: entry.end }
      return secretAt(text, password, {
        signature: 'package-registry-password',
        key,
        user: entry.value.slice(0, Math.max(0, colon)),
      })
    }),
})
