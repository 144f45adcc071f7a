import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dockerArchive } from './docker-archive.js'
import { leakyImage } from './leaky-image.js'

/** Always the same, so that the picture in the README stays true. */
const demoSeed = 'jetsam demo'

/** Makes the archive in a folder of its own, hands over its path, and removes it, whatever happens. */
export async function withDemoArchive<T>(use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-demo-'))
  try {
    const path = join(folder, 'shop.tar')
    await writeFile(path, dockerArchive(leakyImage(demoSeed)))
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
