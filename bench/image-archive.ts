import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Pack, pack } from 'tar-stream'

/** One regular file of a layer. */
export type Entry = { path: string; bytes: Buffer }
export type Packing = 'plain' | 'gzip-layers' | 'gzip'

/** Writes an image archive in the form of `docker save`, layer by layer, never holding more than one file in memory. */
export async function writeImageArchive(path: string, layers: Iterable<Entry>[], packing: Packing): Promise<void> {
  const [making, parts, diffIds] = [`${path}.part`, [] as string[], [] as string[]]
  for (const [index, entries] of layers.entries()) {
    const part = `${path}.layer${index}`
    diffIds.push(await writeLayer(part, entries, packing === 'gzip-layers'))
    parts.push(part)
  }
  const tar = pack()
  const file = createWriteStream(making)
  const written =
    packing === 'gzip' ? pipeline(stream(tar), createGzip({ level: 1 }), file) : pipeline(stream(tar), file)
  for (const [index, part] of parts.entries()) await addFile(tar, `layer${index}/layer.tar`, part)
  const config = JSON.stringify(configOf(diffIds))
  tar.entry({ name: 'config.json' }, config)
  const Layers = parts.map((_, index) => `layer${index}/layer.tar`)
  tar.entry({ name: 'manifest.json' }, JSON.stringify([{ Config: 'config.json', RepoTags: ['bench:latest'], Layers }]))
  tar.finalize()
  await written
  await rename(making, path)
  for (const part of parts) await rm(part)
}

function configOf(diffIds: string[]): object {
  const history = diffIds.map((_, index) => ({
    created: '2024-01-01T00:00:00Z',
    created_by: `COPY part${index} / # buildkit`,
  }))
  return {
    architecture: 'amd64',
    os: 'linux',
    config: { Env: ['PATH=/bin'] },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history,
  }
}

/** Gives the layer's diff id. */
async function writeLayer(path: string, entries: Iterable<Entry>, gzip: boolean): Promise<string> {
  const tar = pack()
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const file = createWriteStream(path)
  const written = gzip
    ? pipeline(stream(tar), hashing, createGzip({ level: 1 }), file)
    : pipeline(stream(tar), hashing, file)
  for (const { path: name, bytes } of entries) {
    await new Promise<void>((resolve, reject) => {
      tar.entry({ name, mode: 0o644, mtime: new Date(0) }, bytes, (error) => (error ? reject(error) : resolve()))
    })
  }
  tar.finalize()
  await written
  return `sha256:${hash.digest('hex')}`
}

async function addFile(tar: Pack, name: string, path: string): Promise<void> {
  const { size } = await stat(path)
  await new Promise<void>((resolve, reject) => {
    const entry = tar.entry({ name, size }, (error) => (error ? reject(error) : resolve()))
    createReadStream(path).on('error', reject).pipe(entry)
  })
}

/** tar-stream brings streams of its own, which Node's types do not know. */
function stream(tar: Pack): Readable {
  return tar as unknown as Readable
}
