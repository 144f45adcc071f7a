import { type EncodedRun, shortestRun } from './encoded-runs.js'
import { wideEncodingOf } from './wide-text.js'

export type DecodedRun = { step: 'base64' | 'hex'; bytes: Buffer }

/** Characters that are decoded to see whether it is worth it to decode the rest. */
const probeLength = 64
/** Shorter hex is a checksum or an id. */
const shortestHex = 64

/** What a run holds, if that is text or a compressed file. Nearly everything else (hashes, pictures, long names) is told by its first bytes. */
export function decodeRun(bytes: Buffer, { start, end, isHex }: EncodedRun): DecodedRun | undefined {
  if (isHex && end - start >= shortestHex && holdsSomething(fromHex(bytes, start, start + probeLength, end))) {
    return { step: 'hex', bytes: fromHex(bytes, start, end, end) }
  }
  if (!mayBeText(bytes, start)) return undefined
  const probe = fromBase64(bytes, start, Math.min(end, start + probeLength))
  return holdsSomething(probe) ? { step: 'base64', bytes: fromBase64(bytes, start, end) } : undefined
}

/**
 * With what each four characters begin, if the first of their three bytes is a zero, or ASCII and no rare control: six bits of which the highest is 0.
 */
const beginners = new Uint8Array(256)
for (const character of 'ACDIJKLMNOPQRSTUVWXYZabcdef') beginners[character.charCodeAt(0)] = 1

/** A look at ten characters, which leaves one of five thousand runs that are none. */
function mayBeText(bytes: Buffer, start: number): boolean {
  if (isMagic(bytes, start)) return true
  for (let at = start; at < start + shortestRun; at += 4) if (beginners[bytes[at]!] === 0) return false
  return true
}

/** gzip (`H4sI`), zip (`UEsD`), zstd (`KLUv`), xz (`/Td6`) and bzip2 (`Qlpo`). */
function isMagic(bytes: Buffer, start: number): boolean {
  const first = bytes.readUInt32BE(start)
  return (
    first === 0x48347349 || first === 0x55457344 || first === 0x4b4c5576 || first === 0x2f546436 || first === 0x516c706f
  )
}

/** Of wrapped lines, too. Node's decoder stops at what is no hex digit. */
function fromHex(bytes: Buffer, start: number, to: number, end: number): Buffer {
  const text = bytes.toString('latin1', start, Math.min(to, end))
  return Buffer.from(text.replace(/\\[rn]|\s/g, ''), 'hex')
}

/** Node's decoder takes both alphabets and passes over blanks and line breaks, but not over those that are written as escapes. */
function fromBase64(bytes: Buffer, start: number, end: number): Buffer {
  const text = bytes.toString('latin1', start, end)
  return Buffer.from(text.includes('\\') ? text.replace(/\\[rn]/g, '') : text, 'base64')
}

/** A row of one digit is hex of another row of one digit, and so on. */
const fewestKinds = 2

/** Whether bytes begin as text does, or as gzip, zip, zstd, bzip2 or xz do. Random bytes look like text once in ten million times. */
function holdsSomething(head: Buffer): boolean {
  const magic = head.length >= 4 ? head.readUInt32BE(0) : 0
  if (magic >>> 8 === 0x1f8b08 || magic === 0x504b0304 || magic === 0x28b52ffd) return true
  if (magic >>> 8 === 0x425a68 || magic === 0xfd377a58) return true
  let printable = 0
  for (const byte of head) if ((byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13) printable++
  if (printable >= 0.95 * head.length) return new Set(head).size > fewestKinds
  return wideEncodingOf(head) !== undefined
}
