import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { sniffCompression, sniffLength } from '../../layer/compression/sniff.js'
import type { LayerReader, SourceResult } from '../source.js'
import { type ArchiveOptions, type RangeReader, readArchive, readArchiveFile } from './read-archive.js'

/** Bytes that are read from a file at a time. */
const FILE_STEP = 256 * 1024

/** Reads the archive at a path: by ranges, side by side, if the file can seek and the reader takes ranges; else as a stream. */
export async function readPath(
  path: string,
  { canSeek }: { canSeek: boolean },
  reader: LayerReader,
  options: ArchiveOptions,
  signal: AbortSignal | undefined,
): Promise<SourceResult> {
  return canSeek && readsRanges(reader)
    ? readSeekable(path, reader, options, signal)
    : readArchive(createReadStream(path, { highWaterMark: FILE_STEP }), reader, options, signal)
}

function readsRanges(reader: LayerReader): reader is RangeReader {
  return reader.range !== undefined
}

/** What is compressed as a whole can only be read from its start to its end. */
async function readSeekable(
  path: string,
  reader: RangeReader,
  options: ArchiveOptions,
  signal: AbortSignal | undefined,
): Promise<SourceResult> {
  const file = await open(path).catch(() => undefined)
  // The stream says why.
  if (!file) return readArchive(createReadStream(path), reader, options, signal)
  try {
    const { size } = await file.stat()
    const head = Buffer.alloc(sniffLength)
    const { bytesRead } = await file.read(head, 0, sniffLength, 0)
    if (sniffCompression(head.subarray(0, bytesRead)) === 'none')
      return await readArchiveFile(file, size, reader, options, signal)
    const stream = file.createReadStream({ highWaterMark: FILE_STEP, start: 0, autoClose: false })
    return await readArchive(stream, reader, options, signal)
  } finally {
    await file.close()
  }
}
