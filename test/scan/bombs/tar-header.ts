/** The header of a regular file (ustar interchange format, IEEE Std 1003.1 pax). `size` up to 8 GiB. */
export function tarHeader(path: string, size: number): Buffer {
  const header = Buffer.alloc(512)
  header.write(path, 0, 'latin1')
  header.write(`0000644\0${'0000000\0'.repeat(2)}${size.toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0`, 100)
  header.write('        0', 148)
  header.write('ustar\x0000', 257)
  let sum = 0
  for (const byte of header) sum += byte
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}
