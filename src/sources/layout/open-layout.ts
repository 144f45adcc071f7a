import { lstat, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../problem.js'
import { archiveProblem } from '../archive/archive-problem.js'
import { defaultArchiveLimits } from '../archive/limits.js'
import type { ResolveOptions } from '../archive/resolve/resolve-archive.js'
import type { Source } from '../source.js'
import { listFiles } from './list-files.js'

/**
 * An OCI layout in a folder, as `skopeo`, `buildah` and `docker buildx build --output type=oci,tar=false` write it, or a local build cache.
 * @throws Failure `archive-not-found`
 */
export async function openLayout(path: string, options: ResolveOptions): Promise<Source> {
  const { reference } = options
  let root: string
  try {
    root = await realpath(path)
    if (!(await stat(root)).isDirectory()) throw new Failure(archiveProblem.notFound(reference, 'it is no folder'))
  } catch (error) {
    if (error instanceof Failure) throw error
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such folder' : `error ${code}`
    throw new Failure(archiveProblem.notFound(reference, why))
  }
  const size = await expectedBytes(root, options)
  return {
    label: reference,
    ...(size > 0 && { expectedBytes: size }),
    isSeekable: true,
    known: { kind: 'folder', path: root, asked: JSON.stringify(options) },
    read: async (reader, signal) => {
      const { readLayout } = await import('./read-layout.js')
      return readLayout(root, reader, { ...options, source: 'oci-dir' }, signal)
    },
  }
}

/** What is in the folder; or of one image that was chosen, what belongs to it. 0 if that cannot be told. */
async function expectedBytes(root: string, options: ResolveOptions): Promise<number> {
  if (options.choice) {
    const { sizeOfChosen } = await import('./read-layout.js')
    return sizeOfChosen(root, options)
  }
  const { paths } = await listFiles(root, { ...defaultArchiveLimits, ...options.limits }.names)
  let sum = 0
  for (let at = 0; at < paths.length; at += atOnce) {
    const some = paths.slice(at, at + atOnce).map((path) => lstat(join(root, path)).catch(() => ({ size: 0 })))
    for (const { size } of await Promise.all(some)) sum += size
  }
  return sum
}

/** Files that are asked about at the same time. */
const atOnce = 64
