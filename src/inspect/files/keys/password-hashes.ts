import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { fieldsOf, linesOf } from '../syntax/lines.js'
import type { Spot } from '../syntax/spot.js'

/** A hash that crypt(5) can read: `$id$…` with its parts, or the thirteen characters of DES. */
const MODULAR = /^\$[0-9a-z][0-9a-z-]{0,11}\$[^\s:]{8,}$/
const DES = /^[./0-9A-Za-z]{13}$/

/** Password hashes of Linux accounts. `!`, `*`, `x` and the like are none. Source: shadow(5), passwd(5), crypt(5). */
export const shadow = defineFormat({
  id: 'shadow',
  names: ['shadow', 'shadow-', 'passwd', 'passwd-', 'gshadow', 'gshadow-', 'master.passwd'],
  when: ({ path }) => /(?:^|\/)etc\/[^/]+$/.test(path),
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      const [user, field] = fieldsOf(line, ':')
      if (user === undefined || field === undefined || user.value === '') return []
      const locked = /^[!*]+/.exec(field.value)?.[0].length ?? 0
      const hash = { value: field.value.slice(locked), start: field.start + locked, end: field.end }
      if (!MODULAR.test(hash.value) && !DES.test(hash.value)) return []
      return [hashCandidate('linux-password-hash', user.value, hash, locked > 0 ? ['the account is locked'] : [])]
    }),
})

/** Passwords of web servers, hashed or plain. Source: httpd.apache.org, "Password Formats"; htdigest(1). */
export const htpasswd = defineFormat({
  id: 'htpasswd',
  names: ['.htpasswd', 'htpasswd', '.htdigest', 'htdigest', 'htpasswd.users', '.htpasswds'],
  endings: ['.htpasswd', '.htdigest'],
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      if (/^\s*(?:#|$)/.test(line.value)) return []
      const fields = fieldsOf(line, ':')
      const [user, hash, digest] = fields
      if (user === undefined || hash === undefined) return []
      if (digest !== undefined && /^[0-9a-f]{32}$/.test(digest.value))
        return [hashCandidate('htpasswd-hash', user.value, digest, [])]
      if (
        MODULAR.test(hash.value) ||
        /^\{S?SHA(?:256|512)?\}[A-Za-z0-9+/=]{20,}$/.test(hash.value) ||
        DES.test(hash.value)
      ) {
        return [hashCandidate('htpasswd-hash', user.value, hash, [])]
      }
      return secretAt(text, hash, { signature: 'htpasswd-password', key: user.value, user: user.value })
    }),
})

function hashCandidate(signature: string, key: string, hash: Spot, reasons: string[]): Candidate {
  return { signature, secret: hash.value, start: hash.start, end: hash.end, key, confidence: 'likely', reasons }
}
