import { createReadStream } from 'node:fs'
import { extract } from 'tar-stream'
import { output } from '../measure/run.js'
import type { Entry } from './image-archive.js'
import { type Made, once } from './once.js'

export const suite = 'bookworm'

/** Whether there is `mmdebstrap`, which makes root file systems. */
export async function canMakeRoot(): Promise<boolean> {
  try {
    await output('mmdebstrap', ['--version'])
    return true
  } catch {
    return false
  }
}

/** A Debian with these packages, as a tar: from the machine's own package sources; it takes minutes. */
export async function rootFileSystem(name: string, packages: readonly string[]): Promise<Made<null>> {
  return once(name, { suite, packages }, async (path) => {
    await output('mmdebstrap', ['--variant=minbase', '--format=tar', `--include=${packages.join(',')}`, suite, path])
    return null
  })
}

/** The entries of a tar, or of the one that the file's bytes from `start` up to `end` are; each with its content in memory while it is had. */
export async function* entriesOfTar(path: string, start = 0, end = Number.POSITIVE_INFINITY): AsyncGenerator<Entry> {
  const tar = extract()
  const source = createReadStream(path, { start, end: end - 1 })
  source.on('error', (error) => tar.destroy(error)).pipe(tar)
  for await (const entry of tar) {
    const content: Buffer[] = []
    for await (const piece of entry as AsyncIterable<Buffer>) content.push(piece)
    yield { header: entry.header, content }
  }
}
