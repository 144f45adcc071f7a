import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import { readJson } from '../syntax/json.js'
import type { Entry } from '../syntax/spot.js'
import { readXml, type XmlElement } from '../syntax/xml.js'

/** Settings of ASP.NET Core and user secrets. Source: learn.microsoft.com, "Configuration in ASP.NET Core". */
export const appsettings = defineFormat({
  id: 'appsettings',
  endings: ['.json'],
  when: ({ name }) => /^(?:appsettings(?:\..*)?|secrets|local\.settings|connectionstrings)\.json$/.test(name),
  parse: (text) => readJson(text).flatMap((entry) => variableAt(text, settingOf(entry), entry, dotted(entry.path))),
})

/** Configuration of .NET Framework: connection strings, settings, machine keys. Source: learn.microsoft.com, "web.config". */
export const webConfig = defineFormat({
  id: 'web-config',
  endings: ['.config'],
  when: ({ name, head }) =>
    /^(?:web|app)(?:\..*)?\.config$|\.(?:exe|dll)\.config$/.test(name) || /<configuration[\s>]/.test(head),
  limit: 2 * 1024 * 1024,
  parse: (text) => readXml(text).flatMap((element) => credentialsOf(text, element)),
})

/** `Key` alone says little: in `"Jwt": { "Key": … }` the section tells whose it is. */
function settingOf({ path }: Entry): string {
  return path.slice(/^keys?$/i.test(path.at(-1) ?? '') ? -2 : -1).join('.')
}

function credentialsOf(text: string, { path, attributes }: XmlElement): Candidate[] {
  const element = path[path.length - 1]!
  const name = attributes.get('name')?.value ?? attributes.get('key')?.value ?? ''
  const value = attributes.get('connectionString') ?? attributes.get('value')
  if (element === 'add' && value !== undefined && !path.includes('packageSourceCredentials'))
    return variableAt(text, name, value)
  const found: Candidate[] = []
  for (const [attribute, spot] of attributes) {
    const key = `${element}.${attribute}`
    if (element === 'machineKey' && /^(?:validation|decryption)Key$/.test(attribute)) {
      if (!/^AutoGenerate/i.test(spot.value))
        found.push(...secretAt(text, spot, { signature: 'framework-secret-key', key }))
    } else if (/password$/i.test(attribute)) {
      found.push(
        ...secretAt(text, spot, { signature: 'password-variable', key, user: attributes.get('userName')?.value }),
      )
    }
  }
  return found
}
