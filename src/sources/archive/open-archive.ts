import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { sniffCompression, sniffLength } from '../../layer/compression/sniff.js'
import { Failure } from '../../problem.js'
import type { LayerReader, Source, SourceResult } from '../source.js'
import { archiveProblem } from './archive-problem.js'
import { type ArchiveOptions, type RangeReader, readArchive, readArchiveFile } from './read-archive.js'

/** Bytes that are read from a file at a time. */
const FILE_STEP = 256 * 1024

/**
 * An image archive in a file, as `docker save` writes it, in any of its layouts, plain or compressed.
 * @throws Failure `archive-not-found` or `archive-empty`
 */
export async function openArchive(path: string, options: ArchiveOptions): Promise<Source> {
  const { reference } = options
  let size: number
  try {
    const info = await stat(path)
    if (info.isDirectory()) throw new Failure(archiveProblem.notFound(reference, 'it is a folder'))
    // A pipe or device has no size that would say anything.
    size = info.isFile() ? info.size : -1
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(archiveProblem.notFound(reference, wordsFor(error)))
  }
  if (size === 0) throw new Failure(archiveProblem.empty(reference))
  return {
    label: reference,
    ...(size > 0 && { expectedBytes: size }),
    read: (reader, signal) =>
      size > 0 && readsRanges(reader)
        ? readSeekable(path, reader, options, signal)
        : readArchive(createReadStream(path, { highWaterMark: FILE_STEP }), reader, options, signal),
  }
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

/** An image archive on standard input. */
export function openArchiveStream(stream: Readable, options: ArchiveOptions): Source {
  return { label: options.reference, read: (reader, signal) => readArchive(stream, reader, options, signal) }
}

function wordsFor(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  return code === 'EACCES' ? 'permission denied' : `error ${code}`
}
