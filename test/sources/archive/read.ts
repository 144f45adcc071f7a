import { Readable } from 'node:stream'
import { parsePlatform, parsePlatformChoice } from '../../../src/image/platform.js'
import { type ArchiveOptions, readArchive } from '../../../src/sources/archive/read-archive.js'
import type { SourceResult } from '../../../src/sources/source.js'
import { type CollectedBlob, collectBlobs } from '../collect.js'

/** Reads an archive that stands in memory, in pieces of `step` bytes. */
export async function read(
  bytes: Uint8Array,
  options: {
    platform?: string
    hostPlatform?: string
    limits?: ArchiveOptions['limits']
    choice?: ArchiveOptions['choice']
    step?: number
  } = {},
): Promise<SourceResult & { blobs: Map<string, CollectedBlob> }> {
  const { step = 64 * 1024, platform, hostPlatform = 'linux/amd64', limits, choice } = options
  const { reader, blobs } = collectBlobs()
  const all: ArchiveOptions = {
    reference: 'image.tar',
    hostPlatform: parsePlatform(hostPlatform),
    ...(platform && { platform: parsePlatformChoice(platform) }),
    ...(limits && { limits }),
    ...(choice && { choice }),
  }
  const result = await readArchive(Readable.from(pieces(bytes, step)), reader, all)
  return { ...result, blobs }
}

function* pieces(bytes: Uint8Array, step: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}
