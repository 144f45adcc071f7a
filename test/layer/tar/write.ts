/** A tar entry to write, every field at the test's mercy. */
export type RawEntry = {
  name?: string
  prefix?: string
  typeFlag?: string
  /** In the header; else the body's length. */
  size?: number | string | Buffer
  linkName?: string
  body?: string
  magic?: 'v7' | 'ustar' | 'gnu'
  /** Written over the finished header before its checksum, by offset. */
  patch?: Record<number, string>
  checksum?: 'signed' | 'wrong'
  /** Instead of zeros. */
  padding?: string
}

const magics = { v7: '', ustar: 'ustar\x0000', gnu: 'ustar  \0' }

/** One header block, and the body with its padding. */
export function tarEntry(entry: RawEntry): Buffer {
  const block = Buffer.alloc(512)
  const body = Buffer.from(entry.body ?? '', 'latin1')
  block.write(entry.name ?? '', 0, 100, 'latin1')
  block.write('0000644\0', 100, 'latin1')
  block.write('0001750\0', 108, 'latin1')
  block.write('0001751\0', 116, 'latin1')
  writeSize(block, entry.size ?? body.length)
  block.write('14712345670\0', 136, 'latin1')
  block.write(entry.typeFlag ?? '0', 156, 1, 'latin1')
  block.write(entry.linkName ?? '', 157, 100, 'latin1')
  block.write(magics[entry.magic ?? 'ustar'], 257, 'latin1')
  if (entry.prefix !== undefined) block.write(entry.prefix, 345, 155, 'latin1')
  for (const [offset, text] of Object.entries(entry.patch ?? {})) block.write(text, Number(offset), 'latin1')
  block.write(`${checksumOf(block, entry.checksum).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  const filler = Buffer.alloc((512 - (body.length % 512)) % 512)
  filler.write(entry.padding ?? '', 'latin1')
  return Buffer.concat([block, body, filler])
}

/** The end-of-archive mark. */
export const tarEnd = Buffer.alloc(1024)

/** A whole archive. */
export function tarOf(...entries: (RawEntry | Buffer)[]): Buffer {
  return Buffer.concat([...entries.map((entry) => (Buffer.isBuffer(entry) ? entry : tarEntry(entry))), tarEnd])
}

/** The body of a PAX header. */
export function paxBody(records: Record<string, string>): string {
  return Object.entries(records)
    .map(([keyword, value]) => {
      const rest = ` ${keyword}=${value}\n`
      let length = rest.length
      while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length
      return `${length}${rest}`
    })
    .join('')
}

function writeSize(block: Buffer, size: number | string | Buffer): void {
  if (Buffer.isBuffer(size)) size.copy(block, 124)
  else block.write(typeof size === 'string' ? size : `${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
}

function checksumOf(block: Buffer, kind: RawEntry['checksum']): number {
  block.fill(0x20, 148, 156)
  let sum = kind === 'wrong' ? 1 : 0
  for (const byte of block) sum += kind === 'signed' && byte > 127 ? byte - 256 : byte
  return sum
}
