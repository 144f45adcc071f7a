/** The bytes that a regex class such as `[A-Za-z0-9_-]` holds, as a table: 1 where it holds the byte. */
export function byteClass(source: string): Uint8Array {
  const pattern = new RegExp(`^(?:${source})$`, 's')
  return Uint8Array.from({ length: 256 }, (_, byte) => (pattern.test(String.fromCharCode(byte)) ? 1 : 0))
}
