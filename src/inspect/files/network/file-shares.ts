import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { keyOf } from '../syntax/spot.js'
import { readXml } from '../syntax/xml.js'
import { decodedBase64 } from '../user-password.js'

const CIFS_NAMES = [
  '.cifs',
  '.cifscredentials',
  '.smbcredentials',
  '.smbcreds',
  'smbcredentials',
  'cifs-credentials',
  'cifscreds',
  'credentials.cifs',
]

/** Credentials of Windows shares: `username=`, `password=`. Source: mount.cifs(8), `credentials=`. */
export const cifsCredentials = defineFormat({
  id: 'cifs-credentials',
  names: [...CIFS_NAMES, 'credentials'],
  endings: ['.cifs', '.smbcredentials', '.smb'],
  when: ({ name, head }) => name !== 'credentials' || /^\s*(?:username|user|password|pass)\s*=/.test(head),
  limit: 65_536,
  parse: (text) => {
    const entries = readIni(text)
    const user = entries.find((entry) => /^user(?:name)?$/.test(keyOf(entry)))?.value
    return entries.flatMap((entry) =>
      /^pass(?:word)?2?$/.test(keyOf(entry))
        ? secretAt(text, entry, { signature: 'share-password', key: dotted(entry.path), user })
        : [],
    )
  },
})

/** FileZilla's sites: passwords in base64, or encrypted by a master password. Source: FileZilla's `sitemanager.xml`, `Pass encoding`. */
export const filezilla = defineFormat({
  id: 'filezilla',
  names: ['sitemanager.xml', 'recentservers.xml', 'filezilla.xml', 'queue.xml'],
  limit: 2 * 1024 * 1024,
  parse: (text) => {
    let host = ''
    return readXml(text).flatMap(({ path, attributes, text: spot }) => {
      const name = path[path.length - 1]
      if (name === 'Host') host = spot?.value ?? ''
      if (spot === undefined || !path.includes('FileZilla3') || (name !== 'Pass' && name !== 'Account')) return []
      const encoding = attributes.get('encoding')?.value
      if (encoding === 'crypt') return []
      const value = encoding === 'base64' ? decodedBase64(spot.value) : spot.value
      if (value === undefined) return []
      const via = encoding === 'base64' ? ['base64'] : undefined
      return secretAt(text, { ...spot, value }, { signature: 'share-password', key: `${host}.${name}`, via })
    })
  },
})
