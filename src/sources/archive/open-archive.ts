import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Failure } from '../../problem.js'
import type { Source } from '../source.js'
import { archiveProblem } from './archive-problem.js'
import { type ArchiveOptions, readArchive } from './read-archive.js'

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
      readArchive(createReadStream(path, { highWaterMark: FILE_STEP }), reader, options, signal),
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
