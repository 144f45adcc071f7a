import type { Candidate } from '../../../../findings/candidate.js'
import { kindOfName } from '../../../variables/name.js'
import { judgePart } from '../../secret-part.js'
import type { Word } from '../../shell/word.js'

/** An element of XML without children; the slash may be escaped for `sed`. */
const element = /<([A-Za-z][\w.:-]{1,60})>([^<>\n]{1,400})<\\?\/\1>/g
/** What a regular expression says in place of a value. */
const pattern = /\.[*+]|\[\^|^\\[1-9]$|\(\?/

/** XML in a word: `<password>x</password>`. */
export function inspectElements(word: Word): Candidate[] {
  if (!word.value.includes('</') && !word.value.includes('<\\/')) return []
  const out: Candidate[] = []
  for (const match of word.value.matchAll(element)) {
    const kind = kindOfName(match[1]!)
    const value = match[2]!
    if ((kind !== 'password' && kind !== 'secret') || pattern.test(value)) continue
    const from = match.index + match[1]!.length + 2
    const signature = kind === 'password' ? 'password-variable' : 'secret-variable'
    out.push(...judgePart(word, from, from + value.length, { signature, key: match[1]! }))
  }
  return out
}
