import type { Candidate } from '../../../findings/candidate.js'
import { kindOfName } from '../../variables/name.js'
import { judgePart } from '../secret-part.js'
import type { Word } from '../shell/word.js'

/** `"password": "x"`, `pwd: 'x'`, `'password' => 'x'`, `define('DB_PASSWORD', 'x')`, `$cfg['password'] = 'x'`. */
const pair =
  /(["']?)([A-Za-z_][\w.-]{1,60})\1\]?\s{0,8}(?:=>|[:=]|,(?=\s{0,8}\\{0,2}["'][^"']{1,200}["']\s{0,8}\)))\s{0,8}[ubr]?(\\{0,2}["'])((?:(?!\3)[^\n]){1,400}?)\3/g

/** Django's `create_superuser('admin', 'admin@example.org', 'x')`. Source: docs.djangoproject.com, `UserManager`. */
const createUser =
  /create_(?:super)?user\(\s{0,8}(\\{0,2}["'])([^"'\n]{0,100}?)\1,\s{0,8}\1[^"'\n]{0,200}?\1,\s{0,8}\1([^"'\n]{1,200}?)\1/g

/** JSON bodies, JavaScript and PHP inside a word: keys with quoted values. */
export function inspectQuotedPairs(word: Word): Candidate[] {
  if (!/["']/.test(word.value)) return []
  const out: Candidate[] = []
  for (const match of word.value.matchAll(pair)) {
    const key = match[2]!
    const kind = kindOfName(key)
    if (kind !== 'password' && kind !== 'secret') continue
    // The quote before it closed another text: `expect "password:"; send "…"`.
    if (/^[;,)\]}]\s/.test(match[4]!)) continue
    const to = match.index + match[0].length - match[3]!.length
    const signature = kind === 'password' ? 'password-variable' : 'secret-variable'
    out.push(...judgePart(word, to - match[4]!.length, to, { signature, key }))
  }
  for (const match of word.value.matchAll(createUser)) {
    const to = match.index + match[0].length - match[1]!.length
    const user = match[2]!
    out.push(...judgePart(word, to - match[3]!.length, to, { signature: 'command-password', user, key: user }))
  }
  return out
}
