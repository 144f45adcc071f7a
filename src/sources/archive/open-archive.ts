import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Failure } from '../../problem.js'
import type { Source } from '../source.js'
import { archiveProblem } from './archive-problem.js'
import type { ArchiveOptions } from './read-archive.js'

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
    ...(size > 0 && { expectedBytes: size, isSeekable: true }),
    // Loaded when it is read: what the layer cache knows is not.
    read: async (reader, signal) =>
      (await import('./read-path.js')).readPath(path, { canSeek: size > 0 }, reader, options, signal),
  }
}

/** An image archive on standard input. */
export function openArchiveStream(stream: Readable, options: ArchiveOptions): Source {
  return {
    label: options.reference,
    read: async (reader, signal) => (await import('./read-archive.js')).readArchive(stream, reader, options, signal),
  }
}

function wordsFor(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  return code === 'EACCES' ? 'permission denied' : `error ${code}`
}
