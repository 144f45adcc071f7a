import { byteClass } from '../../plan/byte-class.js'

/** Longest name that is looked for before a value, in bytes. */
const longestKey = 80

const nameBefore =
  /([A-Za-z0-9_][A-Za-z0-9_.-]*)(?:\\?["'`])?\]?[ \t]*(?:=>|:=|==|[=:>]|%3[DAda])[ \t]*(?:\\?["'`]|\\u0022|@")?$/

/**
 * The name that a value is assigned to: `KEY=`, `"key": "`, `key =>`, `<key>`. A byte string; undefined if there is
 * none.
 */
export function keyBefore(bytes: Buffer, start: number): string | undefined {
  const from = Math.max(0, start - longestKey)
  return nameBefore.exec(bytes.toString('latin1', from, start))?.[1]
}

const openMark =
  /^[A-Za-z0-9_.-]{0,40}(?:\\?["'`])?\]?[ \t]{0,8}(?:=>|:=|==|[=:>]|%3[DAda])[ \t]{0,8}(?:\\?["'`]|\\u0022|@")?/

/** What is given to an option of a command: `--name value`; and, in quotes, an argument: `define('NAME', 'value')`, `name 'value'`. */
const optionMark = /^[A-Za-z0-9_.-]{0,40}[ \t]{1,8}["'`]?/
const argumentMark = /^[A-Za-z0-9_.-]{0,40}(?:["'`],[ \t]{0,8}|[ \t]{1,8})\\?["'`]/

const inName = byteClass('[A-Za-z0-9_.-]')
const beginsMark = byteClass('[\\\\"\'`\\] \\t=:>%]')

/** Where the value of the name that `at` stands in begins; undefined if no assignment follows. */
export function valueAfter(bytes: Buffer, at: number, length: number): number | undefined {
  // Most names are not assigned to: one look behind them spares the expression.
  const limit = Math.min(length, at + 40)
  let end = at
  while (end < limit && inName[bytes[end]!] === 1) end++
  if (end < length && beginsMark[bytes[end]!] === 0) return undefined
  const behind = bytes.toString('latin1', at, Math.min(length, at + longestKey))
  const mark =
    openMark.exec(behind) ?? argumentMark.exec(behind) ?? (isOption(bytes, at) ? optionMark.exec(behind) : null)
  return mark === null ? undefined : at + mark[0].length
}

/** Whether the name that `at` stands in begins with a dash. */
function isOption(bytes: Buffer, at: number): boolean {
  const limit = Math.max(0, at - 40)
  let start = at
  while (start > limit && inName[bytes[start - 1]!] === 1) start--
  return bytes[start] === dash
}

const dash = 0x2d
