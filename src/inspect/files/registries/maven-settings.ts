import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import type { Spot } from '../syntax/spot.js'
import { readXml, type XmlElement } from '../syntax/xml.js'

/**
 * Maven's settings: passwords and passphrases of servers and proxies, properties of profiles; `settings-security.xml`: the master password.
 * Source: maven.apache.org, "Settings Reference" and "Password Encryption".
 */
export const mavenSettings = defineFormat({
  id: 'maven-settings',
  names: ['settings.xml', 'settings-security.xml'],
  limit: 1024 * 1024,
  parse: (text) => {
    const elements = readXml(text)
    const root = elements[0]?.path[0]
    if (root !== 'settings' && root !== 'settingsSecurity') return []
    const siblings = new Map<XmlElement, Map<string, string>>()
    for (const { parent, path, text: spot } of elements) {
      if (parent === undefined || spot === undefined) continue
      const known = siblings.get(parent) ?? new Map<string, string>()
      siblings.set(parent, known.set(path[path.length - 1]!, spot.value))
    }
    return elements.flatMap((element) => secretsOf(text, element, siblings.get(element.parent!)))
  },
})

function secretsOf(text: string, element: XmlElement, siblings: Map<string, string> | undefined): Candidate[] {
  const { path, text: spot } = element
  if (spot === undefined) return []
  const name = path[path.length - 1]!
  const key = dotted([siblings?.get('id') ?? '', name])
  if (path.includes('properties')) return variableAt(text, name, spot)
  if (!['password', 'passphrase', 'master'].includes(name)) return []
  const sealed = /\{[A-Za-z0-9+/=]{16,}\}/.exec(spot.value)
  if (sealed !== null) return [sealedCandidate(spot, key)]
  return secretAt(text, spot, { signature: 'package-registry-password', key, user: siblings?.get('username') })
}

/** Whoever has `settings-security.xml` as well reads it. */
function sealedCandidate(spot: Spot, key: string): Candidate {
  return {
    signature: 'package-registry-password',
    secret: spot.value,
    start: spot.start,
    end: spot.end,
    key,
    confidence: 'possible',
    severity: 'low',
    reasons: ['encrypted with the master password of settings-security.xml'],
  }
}
