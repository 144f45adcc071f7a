import { looksGenerated } from '../../detect/values/generated.js'
import type { Candidate } from '../../findings/candidate.js'
import { judgeBasicAuth } from '../variables/basic-auth.js'
import { shift } from '../variables/placed.js'
import { judgeSecret } from '../variables/secret.js'
import { isBelievable } from './believable.js'
import { withDoubts } from './doubts.js'
import type { FileKind } from './file-kind.js'

/** Scheme and credentials of RFC 9110, section 11.6.2, as configuration and code write them behind the header's name. */
const credentials =
  /^\\{0,3}["'`]?\]?\s{0,8}(?:=>|[:=,])?\s{0,8}\\{0,3}["'`]?(bearer|basic|token|apikey|key)\s{1,3}([\w+/=.~:-]{8,250})(?![\w+/=.~:-])/i

const key = 'Authorization'

/** Whether a name is that of the header, or ends in it: `HTTP_AUTHORIZATION`, `Proxy-Authorization`. */
export function isAuthorization(name: string): boolean {
  return /authorization$/i.test(name)
}

/** Judges what follows the header's name. Offsets are those of `rest`. */
export function judgeAuthorization(rest: string, file: FileKind): Candidate[] {
  const match = credentials.exec(rest)
  if (match === null) return []
  const value = match[2]!
  const start = match[0].length - value.length
  const found = /^basic$/i.test(match[1]!) ? basic(value, file) : bearer(value)
  return found.map((one) => withDoubts(shift(one, start), file.doubts))
}

function basic(value: string, file: FileKind): Candidate[] {
  return judgeBasicAuth(value, key).filter(({ secret }) =>
    isBelievable('password', 'password', { raw: secret, value: secret, start: 0, quoted: true }, file),
  )
}

function bearer(value: string): Candidate[] {
  return value.length >= 16 && looksGenerated(value) ? judgeSecret(value, { signature: 'bearer-token', key }) : []
}
