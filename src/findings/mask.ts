import type { CompiledSignature } from '../signatures/table.js'
import { fromByteString } from './byte-string.js'

/** Below this many bytes nothing of a secret is shown: a few characters of a short password are most of it. */
const shortestShown = 12
/** From this many bytes on the last four may be shown; what is left keeps more than 64 bits in every token alphabet. */
const shortestWithTail = 24
/** A format's own literal is public, but a very long one adds nothing. */
const longestPrefix = 16

/** What stands for a masked stretch of text. */
export const maskSign = '••••••'

/**
 * A secret made showable: the literal start that every such credential shares, and the last four bytes of a long token.
 * Only specific signatures show anything: the start of a password is a part of the password.
 */
export function maskSecret(secret: string, signature: CompiledSignature): string {
  if (secret.length < shortestShown) return maskSign
  const label = /^-----BEGIN [A-Z0-9 ]{1,40}-----/.exec(secret)
  if (label) return `${label[0]}${maskSign}`
  const prefix = publicPrefix(secret, signature)
  const withTail =
    !signature.generic && signature.patterns.length > 0 && secret.length - prefix.length >= shortestWithTail
  return fromByteString(prefix) + maskSign + (withTail ? printable(secret.slice(-4)) : '')
}

function publicPrefix(secret: string, signature: CompiledSignature): string {
  let longest = ''
  for (const { template, anchors } of signature.patterns) {
    const plain = /^[^\\{}()[\]|]*/.exec(template)?.[0] ?? ''
    // An anchor that the template does not spell out was multiplied out with what follows: that is the secret's own.
    const spelled = anchors.filter(({ text, max }) => max === 0 && template.includes(text)).map(({ text }) => text)
    for (const literal of [plain, ...spelled]) {
      if (secret.startsWith(literal) && literal.length > longest.length) longest = literal
    }
  }
  return longest.slice(0, longestPrefix)
}

function printable(text: string): string {
  return /^[\x21-\x7e]*$/.test(text) ? text : ''
}

/** A secret's length as a bucket whose upper bound is a power of two, e.g. `17-32`; never the length itself. */
export function lengthBucket(bytes: number): string {
  let upper = 8
  while (upper < bytes) upper *= 2
  return `${upper === 8 ? 1 : upper / 2 + 1}-${upper}`
}

/** A half-open range of a byte string. */
export type Range = { start: number; end: number }

/** The text with each range replaced by the mask sign; ranges may overlap and come in any order. A Unicode string. */
export function maskText(text: string, ranges: readonly Range[]): string {
  let masked = ''
  let done = 0
  for (const { start, end } of joinRanges(ranges)) {
    masked += fromByteString(text.slice(done, start)) + maskSign
    done = end
  }
  return masked + fromByteString(text.slice(done))
}

/** The ranges in order, those that touch made one. */
function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else if (range.end > range.start) joined.push({ ...range })
  }
  return joined
}
