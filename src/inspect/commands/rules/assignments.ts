import type { Candidate } from '../../../findings/candidate.js'
import { judgeVariable } from '../../variables/judge.js'
import { kindOfName } from '../../variables/name.js'
import { judgePart, placeIn } from '../secret-part.js'
import { partOf, type Word } from '../shell/word.js'

const assignment = /^(?:-D|-P|--?[\w-]{1,40}=|(?:--)?\/\/[^\s=]{1,200}:)?([A-Za-z_][\w.\-/[\]:]{0,120}?)\+?=/
const list =
  /^[\w.-]{1,60}(?:=[^,;=\s]{0,200})?,(?:[\w.-]{1,60}(?:=[^,;=\s]{0,200})?,){0,20}[\w.-]{1,60}=[^,;=\s]{0,200}$/
const nested = /^(?:id|type|src|source|target|from|env|dst|destination)=/

/** `K=V` anywhere among a command's words: assignments, `export`, `env`, `-e K=V`, `--build-arg K=V`, `-Dk=v`, `--from-literal=k=v`. */
export function inspectAssignment(word: Word): Candidate[] {
  if (list.test(word.value)) return listItems(word).flatMap(inspectOne)
  return inspectOne(word)
}

/** The items of `a=b,c=d`, as `mount -o` and `helm --set` take them. */
function listItems(word: Word): Word[] {
  const items: Word[] = []
  for (let from = 0; from <= word.value.length; ) {
    const comma = word.value.indexOf(',', from)
    const to = comma < 0 ? word.value.length : comma
    items.push(partOf(word, from, to))
    from = to + 1
  }
  return items
}

function inspectOne(word: Word): Candidate[] {
  const match = assignment.exec(word.value)
  // A script of `sed` has its own rule.
  if (match?.[1] === undefined || nested.test(word.value) || /^s[/|#@,~!]/.test(word.value)) return []
  return judgeAssignment(word, match[1], match[0].length)
}

/** Judges the rest of a word as the value of a variable. */
export function judgeAssignment(word: Word, name: string, from: number): Candidate[] {
  const holed = word.expansions.some((hole) => hole.to > from)
  if (holed && !word.value.includes('://')) {
    const kind = kindOfName(name)
    const signature = kind === 'password' ? 'password-variable' : 'secret-variable'
    return kind === undefined ? [] : judgePart(word, from, word.value.length, { signature, key: name })
  }
  const found = judgeVariable(name, word.value.slice(from))
  return placeIn(
    word,
    found.map((one) => ({ ...one, start: one.start + from, end: one.end + from })),
  )
}
