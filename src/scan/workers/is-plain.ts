import { readSync } from 'node:fs'
import { sniffCompression, sniffLength } from '../../layer/compression/sniff.js'
import type { FileRange } from '../../sources/source.js'

/** Whether the bytes of a range are a layer as it is, and not a compressed one. */
export function isPlain({ fd, start, length }: FileRange): boolean {
  const head = Buffer.alloc(Math.min(sniffLength, length))
  return sniffCompression(head.subarray(0, readSync(fd, head, 0, head.length, start))) === 'none'
}
