import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from 'tar-stream'
import { docker } from './docker.js'
import { mustRun } from './process.js'

/** What `docker save` wrote, taken apart: manifest, config and layers (lowest first), each by its path in the archive. */
export type SavedImage = { manifest: Member; config: Member; layers: Member[] }
export type Member = { path: string; bytes: Buffer }

type Manifest = { Config: string; Layers: string[] }

/** Saves an image and takes the archive apart. */
export async function savedImage(image: string): Promise<SavedImage> {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-saved-'))
  try {
    await docker(['save', '--output', join(folder, 'image.tar'), image])
    await mustRun('tar', ['xf', join(folder, 'image.tar'), '-C', folder])
    const read = async (path: string): Promise<Member> => ({ path, bytes: await readFile(join(folder, path)) })
    const manifest = await read('manifest.json')
    const [{ Config, Layers }] = JSON.parse(manifest.bytes.toString()) as [Manifest]
    return { manifest, config: await read(Config), layers: await Promise.all(Layers.map(read)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A tar archive of these members, in this order. */
export async function archiveOf(members: Member[]): Promise<Buffer> {
  const tar = pack()
  for (const { path, bytes } of members) tar.entry({ name: path }, bytes)
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
