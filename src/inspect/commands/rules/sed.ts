import type { Candidate } from '../../../findings/candidate.js'
import { kindOfName } from '../../variables/name.js'
import type { Invocation } from '../invocation.js'
import { judgePart } from '../secret-part.js'
import { partOf, type Word } from '../shell/word.js'
import { inspectElements } from './code/elements.js'
import { inspectQuotedPairs } from './quoted-pairs.js'
import { inspectWritten } from './written.js'

/** A pattern that stands where a value is to come: `password_here`, `__DB_PASSWORD__`, `PASSWORD_PATTERN`. */
const holdsPlace = /(?:_|-)(?:here|value|pattern|placeholder|goes_here)$|^(?:__|@@|%%|\{\{|<)|placeholder|change_?me/i

/** What `sed` puts into a file: the replacement in `s/…/…/`, the text after `a`, `i` and `c`. */
export function inspectSed({ name, args }: Invocation): Candidate[] {
  if (name !== 'sed' && name !== 'gsed' && name !== 'perl') return []
  return args.flatMap(inspectScript)
}

function inspectScript(word: Word): Candidate[] {
  const substitute = /^(?:[^;{}]{0,80}[\s/;{$\d])?s([/|#,@%!~:])/.exec(word.value)
  if (substitute?.[1] !== undefined) return inspectSubstitution(word, substitute[0].length, substitute[1])
  const added = /^(?:[$\d,]{0,10}|\/[^/]{0,80}\/)\s{0,4}[aic]\\?\s{1,4}/.exec(word.value)
  return added === null ? [] : inspectWritten(partOf(word, added[0].length))
}

function inspectSubstitution(word: Word, from: number, delimiter: string): Candidate[] {
  const middle = indexOfUnescaped(word.value, delimiter, from)
  if (middle < 0) return []
  const end = indexOfUnescaped(word.value, delimiter, middle + 1)
  const pattern = word.value.slice(from, middle)
  const replacement = partOf(word, middle + 1, end < 0 ? word.value.length : end)
  const inside = [
    ...inspectQuotedPairs(replacement),
    ...inspectElements(replacement),
    ...inspectWritten(replacement),
    ...inspectBehindGroup(pattern, replacement),
  ]
  if (inside.length > 0) return inside
  // The pattern is a place holder for a secret by its name, the replacement nothing but its value.
  const name = pattern.replace(/[\^$\\[\](){}*.+?<>@%"']/g, '').replace(/[_-](?:pattern|placeholder|value|here)$/i, '')
  if (!/^[\w-]{4,60}$/.test(name) || (kindOfName(name) === undefined && !/^change[_-]?me$/i.test(name))) return []
  if (
    !/^[^\s\\&=]{4,200}$/.test(replacement.value) ||
    (!/\d/.test(replacement.value) && !(holdsPlace.test(pattern) && /^[\w!@#%^*.-]+$/.test(replacement.value))) ||
    kindOfName(replacement.value) !== undefined
  )
    return []
  return judgePart(replacement, 0, replacement.value.length, { signature: 'command-password', key: name })
}

/** `s/(password: ).+/\1x/`: the name stands in the pattern, its group before the value. */
function inspectBehindGroup(pattern: string, replacement: Word): Candidate[] {
  const value = /^(\\1\s{0,8}[=:]?\s{0,8}["']?)([^\s\\"'&]{4,200})["']?(?:\\\d)?;?$/.exec(replacement.value)
  const name = /([A-Za-z][\w.-]{2,60})["'\]]{0,3}(?:\\s[*+]?|\s)*[=:]/.exec(pattern)?.[1]
  if (value?.[2] === undefined || name === undefined) return []
  const kind = kindOfName(name)
  if (kind !== 'password' && kind !== 'secret') return []
  const from = value[1]!.length
  return judgePart(replacement, from, from + value[2].length, { signature: 'command-password', key: name })
}

function indexOfUnescaped(text: string, sign: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === sign) return i
  }
  return -1
}
