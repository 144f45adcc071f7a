import { decodeBase64 } from './variables/basic-auth.js'

/** Shorter base64 is more often a word; longer text is a file, which has its own reader. */
const minBytes = 24
const maxBytes = 4_000_000

/** The text that a whole string holds in base64, if it is text: JSON, a Dockerfile, a file that a build wrote. */
export function decodeText(text: string): string | undefined {
  if (text.length < minBytes || text.length > maxBytes || text.length % 4 !== 0) return undefined
  const decoded = decodeBase64(text)
  if (decoded === undefined) return undefined
  const head = decoded.slice(0, 4096)
  const printable = head.replace(/[^\t\n\r\x20-\x7e\x80-\xff]/g, '').length
  return printable === head.length && /[\s{":=]/.test(head) && !/[\x80-\xff]{8}/.test(head) ? decoded : undefined
}

/** JSON, or undefined. */
export function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
