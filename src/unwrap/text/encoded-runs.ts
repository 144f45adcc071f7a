import { longRun } from '../../detect/prefilter/token-runs.js'

/** Bytes that may be text in base64 or hex. `isHex`: the first line has hex digits only. Half-open range, in bytes. */
export type EncodedRun = { start: number; end: number; isHex: boolean }

/** Shorter runs hold no secret of a known format: 30 bytes in base64. */
export const shortestRun = longRun

const other = 0
const base64Only = 1
const hexDigit = 2
const kinds = new Uint8Array(256)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
  kinds[character.charCodeAt(0)] = /[0-9A-Fa-f]/.test(character) ? hexDigit : base64Only
}

const newline = 0x0a
const carriageReturn = 0x0d
const backslash = 0x5c

/** Lines of wrapped base64 are at least so long; their number is not limited. */
const shortestLine = shortestRun
/** Blanks before a line of a block, as YAML has them. */
const widestIndent = 64

/**
 * The runs of base64 and hex characters of a text, of both alphabets (RFC 4648, sections 4, 5 and 8). `starts`: where those of 40 and more
 * characters begin, in order, as the detector tells. Lines of equal length are one run, whether the break is one or is written `\n`.
 */
export function* encodedRuns(bytes: Buffer, starts: readonly number[]): Iterable<EncodedRun> {
  let passed = 0
  for (const found of starts) {
    if (found < passed) continue
    const start = found > 0 && bytes[found - 1] === backslash ? found + 1 : found
    const firstEnd = runEnd(bytes, start)
    if (firstEnd - start < shortestRun) continue
    const run = wholeRun(bytes, start, firstEnd)
    yield run
    passed = run.end
  }
}

function runEnd(bytes: Buffer, from: number): number {
  let end = from
  while (end < bytes.length && kinds[bytes[end]!] !== other) end++
  return end
}

/** With the lines that follow, as long as they are no longer than the first. */
function wholeRun(bytes: Buffer, start: number, firstEnd: number): EncodedRun {
  const width = firstEnd - start
  let end = firstEnd
  for (let last = width; width >= shortestLine && last === width; ) {
    const next = nextLine(bytes, end)
    const nextEnd = next === undefined ? end : Math.min(runEnd(bytes, next), next + width + 1)
    if (next === undefined || nextEnd === next || nextEnd - next > width) break
    last = nextEnd - next
    end = nextEnd
  }
  return { start, end, isHex: isHex(bytes, start, firstEnd) }
}

/** Where the text after a line break begins, if a break stands here. */
function nextLine(bytes: Buffer, at: number): number | undefined {
  let next = at
  if (bytes[next] === carriageReturn) next++
  if (bytes[next] === newline) next++
  else if (bytes[at] === backslash) next = behindEscape(bytes, at)
  if (next === at) return undefined
  const indentEnd = next + widestIndent
  while (next < indentEnd && (bytes[next] === 0x20 || bytes[next] === 9)) next++
  return next
}

/** Behind `\n` or `\r\n`, as JSON writes them. */
function behindEscape(bytes: Buffer, at: number): number {
  const text = bytes.toString('latin1', at, at + 4)
  if (text === '\\r\\n') return at + 4
  return text.startsWith('\\n') ? at + 2 : at
}

function isHex(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (kinds[bytes[at]!] !== hexDigit) return false
  return true
}
