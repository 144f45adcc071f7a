import { isPublishedExample } from '../../detect/checks/published-example.js'
import { isDefaultPassword } from '../../detect/values/default-password.js'
import { looksGenerated } from '../../detect/values/generated.js'
import { isHarmless } from '../../detect/values/harmless.js'
import { passwordHash } from '../../detect/values/password-hash.js'
import { isPlaceholder } from '../../detect/values/placeholder.js'
import { isReference } from '../../detect/values/reference.js'
import { estimateBits } from '../../detect/values/strength.js'
import { wordiness } from '../../detect/values/wordiness.js'
import { decodeBase64 } from '../variables/basic-auth.js'
import type { NameKind } from '../variables/name.js'
import type { FileKind } from './file-kind.js'
import { hasOwner, isVariable } from './names.js'
import type { AssignedValue } from './value-at.js'

/** Shortest value of a token or key, in code and elsewhere, in bytes. */
const shortestInCode = 16
const shortestElsewhere = 8
/** A key of no known owner must be longer. */
const shortestKey = 20

/** Whether the value of a name of this kind can be a secret in a file of this kind. */
export function isBelievable(name: string, kind: NameKind, found: AssignedValue, file: FileKind): boolean {
  const { value } = found
  if (!/^[\x21-\x7e]{4,1024}$/.test(value) || holdsCode(found) || isOther(value)) return false
  if (!(kind === 'password' ? isPassword(name, found, file) : isSecret(name, kind, value, file))) return false
  if (isPlaceholder(value, name) || isReference(value) || isPublishedExample(value)) return false
  return !isHarmless(value, name) || (kind === 'password' && /^\d{6,}$/.test(value))
}

/** Interpolations and calls; a bare value may be an expression. */
function holdsCode({ value, quoted }: AssignedValue): boolean {
  if (/\$\{|\{\{|\}\}|<%|%>|%[({]|%[sdr](?![A-Za-z0-9])|#\{|\$\(|\{[A-Za-z_][\w.]{0,40}\}|\[\[/.test(value)) return true
  if (quoted) return false
  return (
    /^[$@*&!|<>[{(%`"',:]/.test(value) ||
    /[()[\]{}"'`]/.test(value) ||
    /^[A-Za-z_$][\w$]{0,60}(?:(?:\.|->|::)[A-Za-z_$][\w$]{0,60}){1,8};?$/.test(value)
  )
}

/** A path, a text that was cut, a pattern, an address, words in a row, a line of passwd(5), a password's hash (which has signatures of its own), a text in base64. */
function isOther(value: string): boolean {
  if (/^(?:\/[\w.+-]{1,60}){2,12}$/.test(value) && !looksGenerated(value)) return true
  if (/\.{3}$|[[(][\^?]|\[[a-z0-9]-[a-z0-9]|0-9\]|\\[dws]/i.test(value)) return true
  if (/^[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.[a-z]{2,10}$/.test(value)) return true
  if (/^[A-Za-z]{1,20}(?:[:/,|][A-Za-z_-]{1,20}){1,12}$/.test(value) && wordiness(value) > 0) return true
  if (isHash(value) || /^[\w-]{1,32}:[x*!]{0,2}:\d{1,6}:/.test(value)) return true
  const decoded = decodeBase64(value, 8)
  if (decoded !== undefined && isHash(decoded)) return true
  if (decoded === undefined || !/^[\x20-\x7e\n]+$/.test(decoded)) return false
  return decoded.includes(' ') || wordiness(decoded) > 0 || isPlaceholder(decoded) || isDefaultPassword(decoded)
}

function isHash(value: string): boolean {
  return passwordHash.test(value) || /^\{[A-Z0-9_-]{2,20}\}/.test(value)
}

const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function isSecret(name: string, kind: NameKind, value: string, file: FileKind): boolean {
  const shortest = kind === 'key' || kind === 'auth' ? shortestKey : isStrict(file) ? shortestInCode : shortestElsewhere
  if (value.length < shortest || !/^[\w+/=.~:@!#$%^&*()\-[\]?,]+$/.test(value)) return false
  if (isUuid.test(value)) return kind === 'secret'
  if (looksGenerated(value)) return true
  return !isStrict(file) && kind === 'secret' && isVariable(name) && /\d/.test(value) && estimateBits(value) >= 40
}

/** In code, and where nothing tells that a value is in use, only what cannot be a word is believed. */
function isStrict({ grammar, doubts }: FileKind): boolean {
  return grammar === 'source' || grammar === 'prose' || grammar === 'other' || doubts.length > 0
}

function isPassword(name: string, { value, quoted }: AssignedValue, file: FileKind): boolean {
  if (isDefaultPassword(value)) return !isStrict(file)
  if (value.length >= 10 && looksGenerated(value)) return true
  if (isStrict(file)) return isChosenInCode(value)
  if (/^[A-Za-z_.-]+$/.test(value) && wordiness(value) > 0) {
    // Labels, types and translations are words; a setting is known by its owner.
    const isSetting =
      file.grammar === 'lines' && (isVariable(name) || hasOwner(name)) && !/^[A-Z]?[a-z]{1,12}$/.test(value)
    return isSetting || isDrawnLetters(value, file)
  }
  return quoted || /[\d\W]/.test(value) || isDrawnLetters(value, file)
}

/** The least wordy labels and types reach this much, `Kennwort` say; of seven letters that were drawn, one in thirty does. */
const leastOfWords = 4
const shortestDrawn = 6

/** Letters that make no word, behind a key of a settings file: weak, but nothing else than a password. */
function isDrawnLetters(value: string, { grammar }: FileKind): boolean {
  return (
    grammar === 'lines' &&
    value.length >= shortestDrawn &&
    /^(?:[a-z]+|[A-Z]+)$/.test(value) &&
    wordiness(value) < leastOfWords
  )
}

/** Three kinds of characters, and not only a usual word with something behind it. */
function isChosenInCode(value: string): boolean {
  if (value.length < 8 || value.length > 64) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w.-]/].filter((kind) => kind.test(value)).length
  if (kinds < 3 || /^[\w-]+(?:[./:][\w-]+)+$/.test(value) || /[\\<>{}()[\]|,;"'`]/.test(value)) return false
  if (
    /pass|secret|test|example|foo|bar|user|admin|dummy|sample|fake|my|your|token|change|hello|world|welcome|abc|123/i.test(
      value,
    )
  )
    return false
  return wordiness(value) < value.length && estimateBits(value) >= 40
}
