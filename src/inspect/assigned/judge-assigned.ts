import { isDefaultPassword } from '../../detect/values/default-password.js'
import { looksGenerated } from '../../detect/values/generated.js'
import type { Candidate } from '../../findings/candidate.js'
import type { NameKind } from '../variables/name.js'
import { judgeSecret } from '../variables/secret.js'
import { isBelievable } from './believable.js'
import { withDoubts } from './doubts.js'
import type { FileKind } from './file-kind.js'
import type { Joint } from './joint.js'
import { hasOwner, isBareKey, isVariable } from './names.js'
import type { AssignedValue } from './value-at.js'
import { asWeak, mayBeWeakPassword } from './weak.js'

/** Shortest value that is believed without quotes in a text, in bytes. */
const shortestDrawn = 20

/** A value that a file joins to a name. */
export type Assigned = {
  name: string
  kind: NameKind
  joint: Joint
  value: AssignedValue
  /** What stands before the name on its line. */
  before: string
  /** Whether the lines before give an account's name. */
  login?: boolean
}

/** Judges an assignment: a candidate with offsets as the value's, or none. */
export function judgeAssigned(assigned: Assigned, file: FileKind): Candidate[] {
  const { name, kind, value } = assigned
  const doubts = isComment(assigned, file) ? [...file.doubts, 'in a comment'] : file.doubts
  const place = { grammar: file.grammar, doubts }
  if (!isAssignment(assigned, file)) return []
  const isSure = isBelievable(name, kind, value, place)
  if (!isSure && !isPlacedWeak(assigned, file)) return []
  if (isBareKey(name) && !isBareKeyValue(assigned, file)) return []
  const key = /^by$/i.test(name) ? 'IDENTIFIED BY' : name.replace(/^[$.-]+/, '')
  return judgeSecret(value.value, { signature: signatureOf(assigned), key }).map((found) => {
    const end = value.start + value.raw.length
    const placed = { ...found, secret: value.value, start: value.start, end }
    return withDoubts(isSure ? placed : asWeak(placed), doubts)
  })
}

/** The account or server that a connection string names before the password. */
const connection =
  /(?:server|data source|host|uid|user ?id|user ?name|user|dbname)\s{0,2}=\s{0,2}[^;"'&\s]{1,100}(?:[;& ][^"']{0,400})?$/i

/** A poor password, which only its place in a connection string tells. A default one is everybody's. */
function isPlacedWeak({ kind, joint, value, before, login }: Assigned, { grammar }: FileKind): boolean {
  if (kind !== 'password' || !mayBeWeakPassword(value.value)) return false
  if (joint.form === 'part') return connection.test(before) && !isDefaultPassword(value.value)
  return grammar === 'lines' && login === true && joint.form === 'assigned' && !/^[A-Z]?[a-z]{1,12}$/.test(value.value)
}

function signatureOf({ kind, joint }: Assigned): string {
  if (kind !== 'password') return 'secret-variable'
  return joint.form === 'part' ? 'url-password' : 'password-variable'
}

/** Whether this form means an assignment here. */
function isAssignment({ name, joint, value, before }: Assigned, { grammar }: FileKind): boolean {
  if (joint.form === 'part' || joint.operator === 'netrc') return true
  // One part of many: `arn:…:secret:…`, `/etc/passwd`.
  if ((joint.operator === ':' && before.endsWith(':')) || before.endsWith('/')) return false
  const isBare = joint.opening === '' && joint.form !== 'element'
  if (isBare && grammar === 'source') return false
  if (isBare && (grammar === 'data' || grammar === 'prose' || grammar === 'other')) {
    if (joint.operator === '=' && isVariable(name) && /^\s*(?:export |set |ENV |-e |#\s?)?$/.test(before)) return true
    return (
      grammar !== 'data' &&
      isDrawn(value) &&
      standsAlone({ name, isTight: joint.operator === '=' && joint.length === 1 }, before)
    )
  }
  if (joint.form === 'called') return grammar === 'source' && isSetter(name, before)
  // A shell looks for variables in all but single quotes.
  if (grammar === 'shell' && joint.opening !== "'" && /\$[A-Za-z_{(@*$]/.test(value.value)) return false
  if (joint.form === 'blank') {
    if (name.startsWith('--')) return grammar !== 'source'
    if (grammar === 'data') return /\b(?:password|by)$/i.test(name)
    if (grammar === 'source')
      return /^\s*(?:#\s{0,4}define\s{1,8})?$|\b(?:with|role|user|login|by)\b|[{;]\s{0,8}$/i.test(before)
    return isBare
      ? /^\s*(?:[A-Za-z_-]{1,20}\s{1,8}){0,2}$/.test(before) && /\d/.test(value.value) && grammar !== 'prose'
      : true
  }
  return true
}

/** Of lists and data, a key is a part; of code, it may be a digest. */
function isBareKeyValue({ value, joint, name }: Assigned, { grammar }: FileKind): boolean {
  if (joint.form !== 'assigned' || grammar === 'data' || grammar === 'prose' || grammar === 'other') return false
  return (
    value.value.length >= shortestDrawn &&
    !/^[0-9a-fA-F-]+$/.test(value.value) &&
    /^[\w+/=.-]+$/.test(value.value) &&
    name !== ''
  )
}

/** `client_secret = x` by itself on its line; `token=x` between the words of a log. */
function standsAlone({ name, isTight }: { name: string; isTight: boolean }, before: string): boolean {
  return isTight ? /(?:^|\s)$/.test(before) : hasOwner(name) && /^\s*$/.test(before)
}

/** A value of a text's line is one if it stands to the line's end and no word is like it. */
function isDrawn({ value }: AssignedValue): boolean {
  return value.length >= shortestDrawn && looksGenerated(value)
}

/** `setPassword("x")`, `builder.password("x")`; no call that asks for something. */
function isSetter(name: string, before: string): boolean {
  const method = name.slice(name.lastIndexOf('.') + 1)
  if (
    /^_{0,2}(?:get|fetch|find|load|read|has|is|check|verif|valid|parse|compare|test|remove|delete|reset|encode|hash|make|create)/i.test(
      method,
    )
  )
    return false
  return before.endsWith('.') || /^(?:set|with)[A-Z_]|\./.test(name)
}

function isComment({ before }: Assigned, { grammar }: FileKind): boolean {
  return grammar === 'source'
    ? /^\s*(?:\/\/|\/?\*|#(?!\s*define)|--)/.test(before)
    : /^\s*(?:#|;|\/\/|<!--|--\s)/.test(before)
}
