import type { Candidate } from '../../../findings/candidate.js'
import { kindOfName } from '../../variables/name.js'
import { isExampleLogin } from '../../variables/url.js'
import type { Invocation } from '../invocation.js'
import { judgePart } from '../secret-part.js'
import type { Word } from '../shell/word.js'
import { type ToolFlag, toolFlags } from './tool-flags.js'

const named = /^(--?)([A-Za-z_][\w.-]{2,60})(=|:(?=[^/:]))?/
/** Tools whose `--…-key` flags name keys by fingerprint or file, and tools that print or install what looks like a flag. */
const keyTools =
  /^(?:gpg2?|gpgv2?|apt-key|apt|apt-get|apk|rpm|rpmkeys|dnf|yum|pacman-key|dirmngr|grep|egrep|sed|awk|useradd|usermod|cmake|find|test|\[|cosign|ssh-keygen)$/
/** `--secret id=x,src=y` names a secret; `--token env:X` and the like refer to one. */
const naming = /^(?:id|type|src|source|target|env|from|name|file|stdin|prompt)(?:=|:|$)/i
const keyFile = /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|[\w.-]+\.(?:key|pem))$/

/** Passwords in flags: those whose name says so (`--password X`, `--token=X`, `-storepass X`) and those of known programs (`mysql -pX`). */
export function inspectFlags({ name, args }: Invocation): Candidate[] {
  const has = (word: RegExp) => args.some((arg) => word.test(arg.value))
  const own = toolFlags.filter((row) => row.tool.test(name) && (row.only === undefined || has(row.only)))
  const out: Candidate[] = []
  for (const [i, arg] of args.entries()) {
    if (!arg.value.startsWith('-') || arg.value.length < 2) continue
    const row = own.find((one) => one.flag.test(arg.value))
    if (row?.unless !== undefined && has(row.unless)) continue
    out.push(...(row === undefined ? byName(name, arg, args[i + 1]) : byRow(row, arg, args[i + 1])))
  }
  return out
}

function byName(tool: string, arg: Word, next: Word | undefined): Candidate[] {
  const match = named.exec(arg.value)
  if (match?.[2] === undefined || keyTools.test(tool) || /^-D[a-z]/.test(arg.value)) return []
  const kind =
    kindOfName(match[2]) ??
    (/pass$/i.test(match[2]) && !/by-?pass$|com-?pass$/i.test(match[2]) ? 'password' : undefined)
  if (kind === undefined || kind === 'key') return []
  const given = match[3] !== undefined ? arg.value.slice(match[0].length) : (next?.value ?? '')
  if (isNameInStore(match[2], given)) return []
  // `-password X` is how Java and PowerShell programs spell it; short clusters such as `-pass` of others are told by the row.
  const field = { signature: 'command-password', key: match[1] + match[2] }
  if (match[3] !== undefined) return isNaming(given) ? [] : judgeValue(arg, match[0].length, field, kind)
  if (match[0].length !== arg.value.length || next === undefined || next.value.startsWith('-') || isNaming(next.value))
    return []
  return judgeValue(next, 0, field, kind)
}

function isNaming(value: string): boolean {
  return naming.test(value) || keyFile.test(value)
}

/** `--secret=db-password`: the name under which a store keeps a secret. */
function isNameInStore(flag: string, value: string): boolean {
  return /^secret$/i.test(flag) && /^[a-z]+(?:[-_/][a-z]+){1,5}$/i.test(value) && kindOfName(value) !== undefined
}

function judgeValue(word: Word, from: number, field: { signature: string; key: string }, kind: string): Candidate[] {
  if (/^pass:/.test(word.value.slice(from))) return []
  if (kind === 'auth' && !isEncoded(word.value.slice(from))) return judgePair(word, from, ':', field)
  return judgePart(word, from, word.value.length, field)
}

/** npm's `_auth`: the pair is in base64. */
function isEncoded(value: string): boolean {
  return /^[A-Za-z\d+/]{16,400}={0,2}$/.test(value) && /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value)
}

function byRow(row: ToolFlag, arg: Word, next: Word | undefined): Candidate[] {
  const flag = row.flag.exec(arg.value)![0]
  const field = { signature: 'command-password', key: flag.replace(/=$/, '') }
  const attached = arg.value.length > flag.length
  if (attached && row.value === 'next') return []
  if (
    !attached &&
    (row.value === 'attached' || next === undefined || (next.value.startsWith('-') && row.pair === undefined))
  )
    return []
  const word = attached ? arg : next!
  const from = attached ? flag.length : 0
  return row.pair === undefined
    ? judgePart(word, from, word.value.length, field)
    : judgePair(word, from, row.pair, field)
}

/** `user:password`: the password, judged with its user. */
function judgePair(
  word: Word,
  from: number,
  separator: string,
  field: { signature: string; key?: string },
): Candidate[] {
  const at = word.value.indexOf(separator, from)
  if (at < 0 || at === word.value.length - 1) return judgeLoneUser(word, from, at, field)
  const user = word.value.slice(from, at)
  if (/\s/.test(user) || isExampleLogin(user, word.value.slice(at + 1))) return []
  if (/^(?:x-oauth-basic|x|api_token)$/i.test(word.value.slice(at + 1))) return judgeLoneUser(word, from, at, field)
  return judgePart(word, at + 1, word.value.length, { ...field, user })
}

/** `curl -u TOKEN:`: the user is the secret, if it looks like one. */
function judgeLoneUser(word: Word, from: number, at: number, field: { signature: string; key?: string }): Candidate[] {
  const user = at < 0 ? '' : word.value.slice(from, at)
  return user.length >= 16 && /\d/.test(user) && /^[\w.+/=~-]+$/.test(user) ? judgePart(word, from, at, field) : []
}
