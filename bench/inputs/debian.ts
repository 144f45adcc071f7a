import { stat } from 'node:fs/promises'
import { type ArchiveFacts, writeImageArchive } from './image-archive.js'
import { type Made, once } from './once.js'
import { canMakeRoot, entriesOfTar, rootFileSystem, suite } from './root-file-system.js'
import { splitIntoLayers } from './split.js'

export const debianTag = 'jetsam-bench:debian'

const packages = ['python3', 'nodejs', 'git', 'openssh-server', 'golang', 'default-jdk-headless', 'build-essential']
const layers = 6

/** A real Debian with compilers and run-times, 1.4 GB, in gzipped layers. Undefined without `mmdebstrap`, which makes it. */
export async function debianImage(): Promise<Made<ArchiveFacts> | undefined> {
  if (!(await canMakeRoot())) return undefined
  return once('debian-gzip-layers.tar', { suite, packages, layers, debianTag }, async (path) => {
    const { path: root } = await rootFileSystem('debian-root.tar', packages)
    const split = splitIntoLayers(entriesOfTar(root), layers, (await stat(root)).size)
    return writeImageArchive(path, debianTag, split, 'gzip-layers')
  })
}
