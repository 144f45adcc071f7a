import type { Candidate } from '../../findings/candidate.js'
import type { NameKind } from '../variables/name.js'
import { judgeSecret } from '../variables/secret.js'
import { isBelievable } from './believable.js'
import { withDoubts } from './doubts.js'
import type { FileKind } from './file-kind.js'
import type { Joint } from './joint.js'
import { isVariable } from './names.js'
import type { AssignedValue } from './value-at.js'

/** A value that a file joins to a name. */
export type Assigned = {
  name: string
  kind: NameKind
  joint: Joint
  value: AssignedValue
  /** What stands before the name on its line. */
  before: string
}

/** Judges an assignment: a candidate with offsets as the value's, or none. */
export function judgeAssigned(assigned: Assigned, file: FileKind): Candidate[] {
  const { name, kind, value } = assigned
  if (!isAssignment(assigned, file) || !isBelievable(name, kind, value, file)) return []
  const key = /^by$/i.test(name) ? 'IDENTIFIED BY' : name.replace(/^[$.-]+/, '')
  const doubts = isComment(assigned, file) ? [...file.doubts, 'in a comment'] : file.doubts
  return judgeSecret(value.value, { signature: signatureOf(assigned), key }).map((found) => {
    const end = value.start + value.raw.length
    return withDoubts({ ...found, secret: value.value, start: value.start, end }, doubts)
  })
}

function signatureOf({ kind, joint }: Assigned): string {
  if (kind !== 'password') return 'secret-variable'
  return joint.form === 'part' ? 'url-password' : 'password-variable'
}

/** Whether this form means an assignment here. */
function isAssignment({ name, joint, value, before }: Assigned, { grammar }: FileKind): boolean {
  if (joint.form === 'part') return true
  // One part of many: `arn:…:secret:…`.
  if (joint.operator === ':' && before.endsWith(':')) return false
  const isBare = joint.opening === '' && joint.form !== 'element'
  if (isBare && grammar === 'source') return false
  if (isBare && (grammar === 'data' || grammar === 'prose' || grammar === 'other')) {
    return joint.operator === '=' && isVariable(name) && /^\s*(?:export |set |ENV |-e |#\s?)?$/.test(before)
  }
  if (joint.form === 'called')
    return grammar === 'source' && (before.endsWith('.') || /^(?:set|with)[A-Z_]|\./.test(name))
  if (joint.form === 'blank') {
    if (name.startsWith('--')) return grammar !== 'source'
    if (grammar === 'data') return /\b(?:password|by)$/i.test(name)
    if (grammar === 'source') return /^\s*(?:#\s{0,4}define\s{1,8})?$|\b(?:with|role|user|login|by)\b/i.test(before)
    return isBare
      ? /^\s*(?:[A-Za-z_-]{1,20}\s{1,8}){0,2}$/.test(before) && /\d/.test(value.value) && grammar !== 'prose'
      : true
  }
  return true
}

function isComment({ before }: Assigned, { grammar }: FileKind): boolean {
  return grammar === 'source'
    ? /^\s*(?:\/\/|\/?\*|#(?!\s*define)|--)/.test(before)
    : /^\s*(?:#|;|\/\/|<!--|--\s)/.test(before)
}
