import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { readXml } from '../syntax/xml.js'

/** NuGet's configuration: passwords of sources and API keys. Source: learn.microsoft.com, "nuget.config reference". */
export const nugetConfig = defineFormat({
  id: 'nuget-config',
  names: ['nuget.config'],
  limit: 1024 * 1024,
  parse: (text) =>
    readXml(text).flatMap(({ path, attributes }) => {
      const key = attributes.get('key')?.value ?? ''
      const value = attributes.get('value')
      if (value === undefined || path[path.length - 1] !== 'add') return []
      if (path.includes('packageSourceCredentials') && key === 'ClearTextPassword') {
        return secretAt(text, value, { signature: 'package-registry-password', key: `${path[2]}.${key}` })
      }
      if (path.includes('apikeys')) return secretAt(text, value, { signature: 'package-registry-token', key })
      return []
    }),
})
