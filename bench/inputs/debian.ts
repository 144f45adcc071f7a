import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extract } from 'tar-stream'
import { output } from '../measure/run.js'
import { type ArchiveFacts, type Entry, writeImageArchive } from './image-archive.js'
import { type Made, once } from './once.js'
import { splitIntoLayers } from './split.js'

export const debianTag = 'jetsam-bench:debian'

const suite = 'bookworm'
const packages = ['python3', 'nodejs', 'git', 'openssh-server', 'golang', 'default-jdk-headless', 'build-essential']
const layers = 6

/** A real Debian with compilers and run-times, 1.4 GB, in gzipped layers. Undefined without `mmdebstrap`, which makes it. */
export async function debianImage(): Promise<Made<ArchiveFacts> | undefined> {
  try {
    await output('mmdebstrap', ['--version'])
  } catch {
    return undefined
  }
  return once('debian-gzip-layers.tar', { suite, packages, layers, debianTag }, async (path) => {
    const { path: root } = await rootFileSystem()
    const split = splitIntoLayers(entriesOf(root), layers, (await stat(root)).size)
    return writeImageArchive(path, debianTag, split, 'gzip-layers')
  })
}

/** From the machine's own package sources; it takes a minute or two. */
async function rootFileSystem(): Promise<Made<null>> {
  return once('debian-root.tar', { suite, packages }, async (path) => {
    await output('mmdebstrap', ['--variant=minbase', '--format=tar', `--include=${packages.join(',')}`, suite, path])
    return null
  })
}

async function* entriesOf(path: string): AsyncGenerator<Entry> {
  const tar = extract()
  const source = createReadStream(path)
  source.on('error', (error) => tar.destroy(error)).pipe(tar)
  for await (const entry of tar) {
    const content: Buffer[] = []
    for await (const piece of entry as AsyncIterable<Buffer>) content.push(piece)
    yield { header: entry.header, content }
  }
}
