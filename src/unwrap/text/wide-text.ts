import type { Inside, Unwrapper } from '../inside.js'
import type { WrappedFile } from '../wrappings.js'

/** Text whose characters take two or four bytes each, low byte first (`le`) or last (`be`). */
export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

const marks: readonly [WideEncoding, readonly number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** So many characters have to be plain ASCII where no byte order mark says what the text is. */
const plainShare = 0.9
const fewestPlain = 8

/** The encoding of a text by its first bytes: by a byte order mark (Unicode Standard, section 23.8), or by where the zeros stand. */
export function wideEncodingOf(head: Buffer): WideEncoding | undefined {
  const marked = marks.find(([, mark]) => mark.every((byte, at) => head[at] === byte))
  if (marked) return marked[0]
  // Either of the first two bytes is a zero, and the other is not, or there are three zeros: no other file needs a closer look.
  if (head.length < 16 || (head[0] !== 0 && head[1] !== 0)) return undefined
  return (['utf-32le', 'utf-32be', 'utf-16le', 'utf-16be'] as const).find((encoding) => isMostlyPlain(head, encoding))
}

function isMostlyPlain(head: Buffer, encoding: WideEncoding): boolean {
  const width = widthOf(encoding)
  const low = encoding.endsWith('le') ? 0 : width - 1
  const units = Math.floor(head.length / width)
  let plain = 0
  for (let unit = 0; unit < units; unit++) {
    let isPlain = isText(head[unit * width + low]!)
    for (let at = 0; isPlain && at < width; at++) if (at !== low && head[unit * width + at] !== 0) isPlain = false
    if (isPlain) plain++
  }
  return plain >= fewestPlain && plain >= plainShare * units
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13
}

function widthOf(encoding: WideEncoding): number {
  return encoding.startsWith('utf-16') ? 2 : 4
}

/** Text that is turned at once, in bytes. */
const pieceLength = 64 * 1024

/** Turns such a text into UTF-8: its lines stay what they are, and so do the columns of ASCII text. */
export function openWideText(encoding: WideEncoding): (out: Inside, file: WrappedFile) => Unwrapper {
  return (out, { path }) => {
    out.start({ step: encoding, path })
    const turn = turner(encoding)
    let isFirst = true
    return {
      push(bytes) {
        for (let at = 0; at < bytes.length; at += pieceLength) {
          const text = turn(bytes.subarray(at, at + pieceLength))
          if (text.length === 0) continue
          out.push(Buffer.from(isFirst ? text.replace(/^\ufeff/, '') : text, 'utf8'))
          isFirst = false
        }
      },
      end: out.end,
    }
  }
}

/** Gives the text of the bytes so far that had not been given; a part of a character waits for its rest. */
function turner(encoding: WideEncoding): (bytes: Uint8Array) => string {
  const width = widthOf(encoding)
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })
  let rest: Buffer = Buffer.alloc(0)
  return (bytes) => {
    const all = Buffer.concat([rest, bytes])
    const whole = all.subarray(0, all.length - (all.length % width))
    rest = all.subarray(whole.length)
    if (encoding === 'utf-16be') whole.swap16()
    if (encoding === 'utf-32be') whole.swap32()
    return width === 2 ? decoder.decode(whole, { stream: true }) : fromUtf32(whole)
  }
}

function fromUtf32(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const code = bytes.readUInt32LE(at)
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  }
  return text
}
