/** Blank bytes before the first one that counts, at most. */
const BLANK_LIMIT = 64

/** Whether bytes may begin a JSON object or array: the first that is not blank is a brace or bracket. Undefined if all are blank. */
export function mayBeJson(head: Uint8Array): boolean | undefined {
  for (const byte of head.subarray(0, BLANK_LIMIT)) {
    if (byte === 0x7b || byte === 0x5b) return true
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false
  }
  return head.length < BLANK_LIMIT ? undefined : false
}

/** Whether bytes are one whole JSON document. */
export function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'))
    return true
  } catch {
    return false
  }
}
