import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { trimSpot } from '../syntax/spot.js'

/** The password of the first administrator, the whole file. Source: jenkins.io, "Unlocking Jenkins". */
export const jenkinsAdminPassword = defineFormat({
  id: 'jenkins-admin-password',
  names: ['initialadminpassword'],
  limit: 4096,
  parse: (text) => {
    const spot = trimSpot(text, 0, text.length)
    return /^[0-9a-f]{32}$/.test(spot.value)
      ? secretAt(text, spot, { signature: 'jenkins-initial-admin-password', key: 'admin', user: 'admin' })
      : []
  },
})

/** The key that decrypts all credentials of a Jenkins: 256 hex digits, the whole file. Source: jenkins.io, "Encryption of Secrets and Credentials". */
export const jenkinsMasterKey = defineFormat({
  id: 'jenkins-master-key',
  names: ['master.key'],
  when: ({ path }) => /(?:^|\/)secrets\/master\.key$/.test(path),
  limit: 4096,
  parse: (text) => {
    const spot = trimSpot(text, 0, text.length)
    return /^[0-9a-f]{256}$/.test(spot.value)
      ? secretAt(text, spot, { signature: 'jenkins-master-key', key: 'master.key' })
      : []
  },
})
