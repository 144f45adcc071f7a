import type { ScannedText } from './scanned-text.js'

/**
 * Whether something may assign the run: not where a NUL or the like parts it from all before, as names in programs are
 * parted; and a line that starts with a run is a line of encoded data, unless the line before it ends in an opening.
 */
export function isIntroduced({ bytes }: ScannedText, start: number): boolean {
  let at = start - 1
  let lines = 0
  for (; at >= 0 && start - at < 200; at--) {
    const byte = bytes[at]!
    if (byte === newline) lines++
    else if (byte !== space && byte !== tab && byte !== carriageReturn) break
  }
  if (at < 0 || bytes[at]! < space) return false
  return lines === 0 || (lines === 1 && openings.has(bytes[at]!))
}

const newline = 0x0a
const space = 0x20
const tab = 0x09
const carriageReturn = 0x0d
const openings = new Set(Buffer.from('=:>|"\'(\\,[{'))
