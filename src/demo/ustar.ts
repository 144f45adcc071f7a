/** A file or, without a body, a folder. Paths without a leading slash, at most 100 bytes. */
export type TarEntry = { path: string; body?: string | Uint8Array; mode?: number }

const blockSize = 512

/** A tar archive of these entries, ended as POSIX asks (ustar interchange format, IEEE Std 1003.1 pax). All times are 0. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const body = Buffer.from(entry.body ?? '')
    return [headerOf(entry, body.length), body, Buffer.alloc(padding(body.length))]
  })
  return Buffer.concat([...parts, Buffer.alloc(2 * blockSize)])
}

function headerOf({ path, body, mode = body === undefined ? 0o755 : 0o644 }: TarEntry, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new RangeError(`the path is longer than a tar header takes: ${path}`)
  const header = Buffer.alloc(blockSize)
  header.write(path, 0)
  header.write(`${octal(mode, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100)
  header.write(`${octal(size, 11)}\0${octal(0, 11)}\0`, 124)
  header.write(' '.repeat(8), 148)
  header.write(body === undefined ? '5' : '0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 6)}\0 `, 148)
  return header
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}

function padding(size: number): number {
  return (blockSize - (size % blockSize)) % blockSize
}
