import type { Candidate } from '../../../../findings/candidate.js'
import { judgePart } from '../../secret-part.js'
import type { Word } from '../../shell/word.js'

/**
 * Functions whose first argument is a password: crypt(3) in Perl, Python and PHP, IPython's `passwd`, Django's `make_password` and
 * `set_password`, Werkzeug's `generate_password_hash`, PHP's `password_hash`.
 */
const hashing =
  /\b(?:crypt|passwd|make_password|set_password|generate_password_hash|password_hash|hashpw|hashSync|hash_password|encrypt_password|setPassword)\(\s{0,8}[bu]?(\\{0,2}["'])([^"'\n\\]{1,200})\1/g
/** Those with the account before it: MongoDB's `addUser`, `changeUserPassword` and `auth`, Jenkins' `createAccount`. */
const account =
  /\.(?:addUser|createAccount|changeUserPassword|auth)\(\s{0,8}(\\{0,2}["'])([^"'\n\\]{1,100})\1,\s{0,8}\1([^"'\n\\]{1,200})\1/g

/** Passwords that code in a word hands to a function: `crypt.crypt("x")`, `db.addUser("u", "x")`. */
export function inspectPasswordCalls(word: Word): Candidate[] {
  if (!/["'][,)]/.test(word.value)) return []
  const out: Candidate[] = []
  for (const match of word.value.matchAll(hashing)) {
    const from = match.index + match[0].length - match[1]!.length - match[2]!.length
    out.push(...judgePart(word, from, from + match[2]!.length, { signature: 'command-password', key: 'password' }))
  }
  for (const match of word.value.matchAll(account)) {
    const from = match.index + match[0].length - match[1]!.length - match[3]!.length
    const user = match[2]!
    out.push(...judgePart(word, from, from + match[3]!.length, { signature: 'command-password', user, key: user }))
  }
  return out
}
