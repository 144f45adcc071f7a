import { realpath, stat } from 'node:fs/promises'
import { Failure } from '../../problem.js'
import { archiveProblem } from '../archive/archive-problem.js'
import type { ResolveOptions } from '../archive/resolve/resolve-archive.js'
import type { Source } from '../source.js'

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
  return {
    label: reference,
    known: { kind: 'folder', path: root, asked: JSON.stringify(options) },
    read: async (reader, signal) => {
      const { readLayout } = await import('./read-layout.js')
      return readLayout(root, reader, { ...options, source: 'oci-dir' }, signal)
    },
  }
}
