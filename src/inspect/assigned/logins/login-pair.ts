import type { Candidate } from '../../../findings/candidate.js'
import { judgeSecret } from '../../variables/secret.js'
import { isBelievable } from '../believable.js'
import { withDoubts } from '../doubts.js'
import type { FileKind } from '../file-kind.js'

/** `auth=("user", "x")`, `HTTPBasicAuth('user', 'x')`, `new NetworkCredential("user", "x")`, `new PasswordAuthentication("user", "x".toCharArray())` */
const pair =
  /^(?:\s{0,4}=\s{0,4}[\w.]{0,40})?\(\s{0,20}[uUrRbB@]?(["'])([^"'\n]{1,100})\1\s{0,4},\s{0,20}[uUrRbB@]?(["'])([^"'\\\s]{1,100})\3/

/** Whether what a call or argument of this name takes is a user and a password. */
export function takesLogin(name: string): boolean {
  return /(?:auth|authentication|credentials?)$/i.test(name)
}

/** Judges the password of the user and password that follow such a name. Offsets are those of `rest`. */
export function judgeLogin(name: string, rest: string, file: FileKind): Candidate[] {
  const match = pair.exec(rest)
  if (match === null) return []
  const secret = match[4]!
  const value = { raw: secret, value: secret, start: 0, quoted: true }
  if (!isBelievable('password', 'password', value, file)) return []
  const end = match[0].length - 1
  return judgeSecret(secret, { signature: 'password-variable', key: name, user: match[2]! }).map((found) =>
    withDoubts({ ...found, start: end - secret.length, end }, file.doubts),
  )
}
