/** How a blob's bytes are stored. */
export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz'

/** First bytes that `sniffCompression` needs to be sure; fewer do if there are no more. */
export const sniffLength = 10

/**
 * Tells the compression by the first bytes: gzip (RFC 1952, deflate, no reserved flag), zstd (RFC 8878, also a skippable frame),
 * xz (https://tukaani.org/xz/xz-file-format.txt), bzip2 (its header and the mark of its first block, or of its end).
 */
export function sniffCompression(head: Buffer): Compression {
  const hex = head.toString('hex', 0, sniffLength)
  if (/^1f8b08[01]/.test(hex)) return 'gzip'
  if (isZstdMagic(head)) return 'zstd'
  if (hex.startsWith('fd377a585a00')) return 'xz'
  return /^425a683[1-9](314159265359|177245385090)/.test(hex) ? 'bzip2' : 'none'
}

/** Whether a zstd frame or a skippable frame starts here. */
export function isZstdMagic(head: Buffer): boolean {
  if (head.length < 4) return false
  const magic = head.readUInt32LE(0)
  return magic === zstdMagic || isSkippableMagic(magic)
}

export const zstdMagic = 0xfd2fb528

export function isSkippableMagic(magic: number): boolean {
  return magic >>> 4 === 0x184d2a5
}
