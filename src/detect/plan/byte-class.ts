const known = new Map<string, Uint8Array>()

/**
 * The bytes that a regex class such as `[A-Za-z0-9_-]` holds, as a table: 1 where it holds the byte. Not to be written
 * to.
 */
export function byteClass(source: string): Uint8Array {
  let bytes = known.get(source)
  if (bytes === undefined) {
    const pattern = new RegExp(`^(?:${source})$`, 's')
    bytes = Uint8Array.from({ length: 256 }, (_, byte) => (pattern.test(String.fromCharCode(byte)) ? 1 : 0))
    known.set(source, bytes)
  }
  return bytes
}
