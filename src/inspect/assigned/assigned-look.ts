import type { Look, Looked } from '../../detect/look.js'
import type { ScannedText } from '../../detect/match/scanned-text.js'
import type { Candidate } from '../../findings/candidate.js'
import { type FileKind, kindOfFile } from './file-kind.js'
import { type Joint, jointAfter, longestJoint } from './joint.js'
import { judgeAssigned } from './judge-assigned.js'
import { mayAssign } from './may-assign.js'
import { nameAt } from './name-at.js'
import { kindOfAssigned } from './names.js'
import { urlPasswordAt } from './url-at.js'
import { longestValue, valueAt } from './value-at.js'

/** Looks for generic secrets, file after file. */
export type AssignedLook = {
  /** To be called for each file before its first byte is scanned. A byte string. */
  start(path: string): void
  look: Look
}

const colon = 0x3a
const headLength = 128
const anyFile: FileKind = { grammar: 'other', doubts: [] }

/** Makes a look that finds what files assign to names of secrets, and passwords in URLs, at the detector's `assignedMarks`. */
export function createAssignedLook(): AssignedLook {
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
      const name = nameAt(text, at)
      if (name === undefined || text.base + name.end === lastEnd) return undefined
      lastEnd = text.base + name.end
      return mayAssign(text, name.end, file.grammar) ? lookBehind(text, name, file) : undefined
    },
  }
}

function fileOf(path: string, { bytes, base, length }: ScannedText): FileKind {
  if (path === '') return anyFile
  return kindOfFile(path, () => (base === 0 ? bytes.toString('latin1', 0, Math.min(length, headLength)) : ''))
}

function lookBehind(
  text: ScannedText,
  { start, end }: { start: number; end: number },
  file: FileKind,
): Looked | undefined {
  const { bytes, length } = text
  const name = bytes.toString('latin1', start, end)
  const kind = kindOfAssigned(name)
  if (kind === undefined) return undefined
  const rest = bytes.toString('latin1', end, Math.min(length, end + longestJoint))
  const joint = jointAfter(rest, start > 0 ? String.fromCharCode(bytes[start - 1]!) : '', file.grammar)
  if (joint === undefined) return { candidates: none, work: longestJoint }
  const { value, work } = readValue(text, end + joint.length, joint, file)
  if (value === undefined) return { candidates: none, work: work + longestJoint }
  const from = end + joint.length
  const candidates = judgeAssigned({ name, kind, joint, value, before: lineBefore(text, start) }, file)
  return {
    candidates: candidates.map((one) => ({ ...one, start: one.start + from, end: one.end + from })),
    work: work + longestJoint,
  }
}

/** Most values end early; only one that does not is read further. */
const firstWindow = 128

function readValue({ bytes, length }: ScannedText, from: number, joint: Joint, { grammar }: FileKind) {
  for (const size of [firstWindow, longestValue]) {
    const window = bytes.toString('latin1', from, Math.min(length, from + size))
    const value = valueAt(window, 0, joint, grammar)
    const isCut = window.length === size && (value === undefined || value.start + value.raw.length + 1 >= size)
    if (!isCut || size === longestValue) return { value: isCut ? undefined : value, work: window.length }
    // What has blanks is text, whatever its length.
    if (/ \S+ /.test(window)) return { value: undefined, work: window.length }
  }
  return { value: undefined, work: 0 }
}

const none: Candidate[] = []
const longestBefore = 1000

/** What stands before the name on its line, as far as it is looked at. */
function lineBefore({ bytes }: ScannedText, start: number): string {
  const before = bytes.toString('latin1', Math.max(0, start - longestBefore), start)
  return before.slice(before.lastIndexOf('\n') + 1)
}
