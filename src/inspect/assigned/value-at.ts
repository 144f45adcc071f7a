import { unescaped, withoutEntities } from '../variables/escapes.js'
import { decodePercent } from '../variables/url.js'
import type { Grammar } from './file-kind.js'
import type { Joint } from './joint.js'

/** A value as it stands, and unescaped. Offsets are those of the text it was read from. */
export type AssignedValue = { raw: string; value: string; start: number; quoted: boolean }

/** Longest value that is read, in bytes. */
export const longestValue = 2048

/** The value that begins at `start` of the text; undefined if it does not end where values do. `isWord`: a bare one ends with its word. */
export function valueAt(
  text: string,
  start: number,
  joint: Joint,
  grammar: Grammar,
  isWord = false,
): AssignedValue | undefined {
  if (joint.form === 'element') return elementText(text, start)
  return joint.opening === ''
    ? bareValue(text, start, joint, !isWord && (grammar === 'lines' || grammar === 'other'))
    : quotedValue(text, start, joint.opening, grammar)
}

function elementText(text: string, start: number): AssignedValue | undefined {
  const end = text.indexOf('<', start)
  if (end < 0) return undefined
  const cdata = /^<!\[CDATA\[([\s\S]{1,400}?)\]\]>/.exec(text.slice(start, start + 430))
  if (cdata !== null) return { raw: cdata[1]!, value: cdata[1]!, start: start + '<![CDATA['.length, quoted: true }
  const raw = text.slice(start, end).trimEnd()
  return { raw, value: withoutEntities(raw), start, quoted: true }
}

/** `opening`: the quote, with the backslashes that an outer string puts before it. */
function quotedValue(text: string, start: number, opening: string, grammar: Grammar): AssignedValue | undefined {
  const slashes = opening.lastIndexOf('\\') + 1
  const quote = opening.slice(slashes)
  const isLong = quote.length > 1 || quote === '`'
  for (let at = start; at < text.length; at++) {
    const char = text[at]!
    if (char === '\n' && !isLong) return undefined
    if (text.startsWith(opening, at) && isEvenlyEscaped(text, at, start, slashes)) {
      const raw = text.slice(start, at)
      const levels = quote === "'" && (grammar === 'lines' || grammar === 'shell') ? 0 : 1 + Math.min(slashes, 2)
      return {
        raw,
        value: hasEntities(grammar) ? withoutEntities(unescaped(raw, levels)) : unescaped(raw, levels),
        start,
        quoted: true,
      }
    }
    if (char === '\\' && slashes === 0) at++
  }
  return undefined
}

/** Within an outer string, a quote with more backslashes before it is part of the value. */
function isEvenlyEscaped(text: string, at: number, start: number, slashes: number): boolean {
  return slashes === 0 || at === start || text[at - 1] !== '\\'
}

function bareValue(text: string, start: number, joint: Joint, isLine: boolean): AssignedValue | undefined {
  let end = start
  while (end < text.length && !endsBare(text, end, isLine)) end++
  if (end === text.length && end - start >= longestValue) return undefined
  if (isLine) end = lineValueEnd(text, start, end)
  const raw = text.slice(start, end)
  return raw === '' || joint.operator.startsWith('==')
    ? undefined
    : { raw, value: decodedBare(raw, joint), start, quoted: false }
}

/** A query's fields are percent-encoded (RFC 3986, section 2.1); the lines of properties have Java's escapes. */
function decodedBare(raw: string, { form }: Joint): string {
  if (form === 'part' && raw.includes('%')) return decodePercent(raw)
  return raw.includes('\\u') ? unescaped(raw, 1) : raw
}

/** Markup. */
function hasEntities(grammar: Grammar): boolean {
  return grammar === 'data' || grammar === 'prose'
}

function endsBare(text: string, at: number, isLine: boolean): boolean {
  const char = text[at]!
  if (isLine) return char === '\n' || char === '\r'
  return /[\s"'`<>;&|()\\]/.test(char)
}

/** Without a comment, white space, and what ends a statement or goes on with a flow of YAML. */
function lineValueEnd(text: string, start: number, lineEnd: number): number {
  const line = text.slice(start, lineEnd)
  const comment = line.search(/\s(?:#|;|\/\/)/)
  const kept = (comment < 0 ? line : line.slice(0, comment)).replace(/[\s,;]{1,40}$/, '')
  const flow = /^[^\s,{}[\]]{1,200}(?=,\s|\s?\}\s{0,4}$)/.exec(kept)?.[0]
  // An inventory's line, a kernel's command line: one word of many.
  const pair = /^[^\s=]{1,200}(?=\s{1,20}[\w.-]{1,60}=)/.exec(kept)?.[0]
  return start + (flow ?? pair ?? kept).length
}
