import type { Detector } from '../../detect/detector.js'
import type { Look, Looked } from '../../detect/look.js'
import type { ScannedText } from '../../detect/match/scanned-text.js'
import type { Candidate } from '../../findings/candidate.js'
import type { NameKind } from '../variables/name.js'
import { shift } from '../variables/placed.js'
import { isAuthorization, judgeAuthorization } from './authorization.js'
import { type FileKind, kindOfFile } from './file-kind.js'
import { type Joint, jointAfter, longestJoint } from './joint.js'
import { judgeAssigned } from './judge-assigned.js'
import { callLoginAt } from './logins/call-login.js'
import { judgeLogin, takesLogin } from './logins/login-pair.js'
import { mayAssign } from './may-assign.js'
import { type Bounds, nameAt } from './name-at.js'
import { kindOfAssigned } from './names.js'
import { urlPasswordAt } from './url-at.js'
import { type AssignedValue, longestValue, valueAt } from './value-at.js'

/** Looks for generic secrets, file after file. */
export type AssignedLook = {
  /** To be called for each file before its first byte is scanned. A byte string. */
  start(path: string): void
  look: Look
}

/** The ids of all signatures that the look finds. */
export const assignedSignatures: ReadonlySet<string> = new Set([
  'secret-variable',
  'password-variable',
  'default-password',
  'url-password',
  'basic-auth',
  'bearer-token',
])

const colon = 0x3a
const headLength = 128
const anyFile: FileKind = { grammar: 'other', doubts: [] }

/**
 * Makes a look that finds what files assign to names of secrets, and passwords in URLs, at the detector's `assignedMarks`. `inText` looks for
 * signatures in a value that is written with escapes.
 */
export function createAssignedLook(inText: Detector['inText'] = () => none): AssignedLook {
  let path = ''
  /** Most files have no mark: found out at the first one. */
  let kind: FileKind | undefined
  /** End of the last name, in the file: a name may hold several marks. */
  let lastEnd = -1
  return {
    start(nextPath) {
      path = nextPath
      kind = undefined
      lastEnd = -1
    },
    look(text, at) {
      if (text.binary) return undefined
      const file = kind ?? fileOf(path, text)
      kind = file
      if (text.bytes[at] === colon) return urlPasswordAt(text, at, file)
      const call = callLoginAt(text, at, file)
      if (call !== undefined) return call
      const name = nameAt(text, at)
      if (name === undefined || text.base + name.end === lastEnd) return undefined
      lastEnd = text.base + name.end
      const isNetrc = isNetrcPassword(text, name)
      return isNetrc || mayAssign(text, name, file.grammar) ? lookBehind(text, name, file, inText, isNetrc) : undefined
    },
  }
}

function fileOf(path: string, { bytes, base, length }: ScannedText): FileKind {
  if (path === '') return anyFile
  return kindOfFile(path, () => (base === 0 ? bytes.toString('latin1', 0, Math.min(length, headLength)) : ''))
}

function lookBehind(
  text: ScannedText,
  { start, end }: Bounds,
  file: FileKind,
  inText: Detector['inText'],
  isNetrc: boolean,
): Looked | undefined {
  const { bytes, length } = text
  const name = bytes.toString('latin1', start, end)
  const kind = kindOfAssigned(name) ?? kindOfSql(text, name, start)
  const mayBeLogin = file.grammar === 'source' && takesLogin(name)
  if (kind === undefined && !mayBeLogin) return undefined
  const rest = bytes.toString('latin1', end, Math.min(length, end + longestJoint))
  const login = mayBeLogin ? judgeLogin(name, rest, file) : none
  if (login.length > 0 || kind === undefined) return { candidates: shiftAll(login, end), work: longestJoint }
  const before = lineBefore(text, start)
  if (kind === 'auth' && isAuthorization(name))
    return { candidates: shiftAll(judgeAuthorization(rest, file), end), work: longestJoint }
  const joint = isNetrc ? netrcJoint : jointAfter(rest, before, file.grammar, name.startsWith('--'))
  if (joint === undefined) return { candidates: none, work: longestJoint }
  const from = end + joint.length
  const { value, work } = readValue(text, from, joint, file, joint.form === 'part' || isNetrc || name.startsWith('-'))
  if (value === undefined) return { candidates: none, work: work + longestJoint }
  const known = value.value === value.raw ? none : signaturesIn(value, name, inText)
  const candidates =
    known.length > 0
      ? known
      : judgeAssigned({ name, kind, joint, value, before, login: kind === 'password' && hasLogin(text, start) }, file)
  return { candidates: shiftAll(candidates, from), work: work + longestJoint }
}

/** What has a form of its own is known by that, once its escapes are undone. */
function signaturesIn({ raw, value, start }: AssignedValue, name: string, inText: Detector['inText']): Candidate[] {
  return inText(value).map((found) => ({
    ...found,
    key: found.key ?? name,
    start,
    end: start + raw.length,
    via: ['escapes', ...(found.via ?? [])],
  }))
}

function shiftAll(candidates: Candidate[], by: number): Candidate[] {
  return candidates.map((one) => shift(one, by))
}

/** `IDENTIFIED BY 'x'` of MySQL and Oracle. */
function kindOfSql(text: ScannedText, name: string, start: number): NameKind | undefined {
  if (!/^by$/i.test(name)) return undefined
  return /\bidentified\s{1,8}(?:with\s{1,8}\S{1,60}\s{1,8})?$/i.test(lineBefore(text, start)) ? 'password' : undefined
}

/** Most values end early; only one that does not is read further. */
const firstWindow = 128

function readValue({ bytes, length }: ScannedText, from: number, joint: Joint, { grammar }: FileKind, isWord: boolean) {
  for (const size of [firstWindow, longestValue]) {
    const window = bytes.toString('latin1', from, Math.min(length, from + size))
    const value = valueAt(window, 0, joint, grammar, isWord)
    const isCut = window.length === size && (value === undefined || value.start + value.raw.length + 1 >= size)
    if (!isCut) return { value, work: window.length }
    // What has blanks is text, whatever its length.
    if (size === longestValue || / \S+ /.test(window)) return { value: undefined, work: window.length }
  }
  return { value: undefined, work: 0 }
}

const account =
  /(?:^|\n)[ \t]{0,40}["']?[\w.-]{0,40}(?:user(?:_?name)?|login|uid)["']?[ \t]{0,8}[=:][ \t]{0,8}\S[^\n]{0,80}\n(?:[^\n]{0,80}\n){0,2}[^\n]{0,60}$/i
const longestAccount = 240

/** Whether an account's name is given on one of the three lines before. */
function hasLogin({ bytes }: ScannedText, start: number): boolean {
  return account.test(bytes.toString('latin1', Math.max(0, start - longestAccount), start))
}

const netrcJoint: Joint = { form: 'blank', length: 1, opening: '', operator: 'netrc' }
const passwordLength = 'password'.length

/** Whether the name is that of a password in a line of netrc, in whatever text. */
function isNetrcPassword({ bytes }: ScannedText, { start, end }: { start: number; end: number }): boolean {
  if (end - start !== passwordLength || bytes[end] !== 0x20 || start < 1 || bytes[start - 1]! > 0x20) return false
  return /\slogin\s{1,8}\S{1,80}\s{1,20}password$/.test(bytes.toString('latin1', Math.max(0, start - 120), end))
}

const none: Candidate[] = []
const longestBefore = 1000

/** What stands before the name on its line, as far as it is looked at. */
function lineBefore({ bytes }: ScannedText, start: number): string {
  const before = bytes.toString('latin1', Math.max(0, start - longestBefore), start)
  return before.slice(before.lastIndexOf('\n') + 1)
}
