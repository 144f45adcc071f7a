import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Pack, pack } from 'tar-stream'

/** One entry of a layer; its content in pieces, which are made as they are written. */
export type Entry = { header: EntryHeader; content: Iterable<Buffer> }
/** As tar-stream takes it. */
type EntryHeader = Parameters<Pack['entry']>[0]
export type Layer = Iterable<Entry> | AsyncIterable<Entry>
export type Packing = 'plain' | 'gzip-layers' | 'gzip'

/** What an archive holds: bytes of its layers before compression, and their tar entries. */
export type ArchiveFacts = { layers: number; entries: number; bytes: number }

/** A regular file. */
export function file(name: string, bytes: Buffer): Entry {
  return { header: { name, size: bytes.length, mode: 0o644, mtime: new Date(0) }, content: [bytes] }
}

/**
 * Writes an image archive in the form of `docker save`, layer by layer, never holding more than one piece in memory. `tag` is the
 * name that an engine gives the image.
 */
export async function writeImageArchive(
  path: string,
  tag: string,
  layers: Layer[],
  packing: Packing,
): Promise<ArchiveFacts> {
  const [parts, diffIds] = [[] as string[], [] as string[]]
  const facts = { layers: layers.length, entries: 0, bytes: 0 }
  for (const [index, entries] of layers.entries()) {
    const part = `${path}.layer${index}`
    diffIds.push(await writeLayer(part, entries, packing === 'gzip-layers', facts))
    parts.push(part)
  }
  const tar = pack()
  const written = pipeline([stream(tar), ...(packing === 'gzip' ? [createGzip()] : []), createWriteStream(path)])
  for (const [index, part] of parts.entries()) {
    const header = { name: `layer${index}/layer.tar`, size: (await stat(part)).size }
    await addEntry(tar, header, createReadStream(part))
    await rm(part)
  }
  const config = JSON.stringify(configOf(diffIds))
  tar.entry({ name: 'config.json' }, config)
  const Layers = parts.map((_, index) => `layer${index}/layer.tar`)
  tar.entry({ name: 'manifest.json' }, JSON.stringify([{ Config: 'config.json', RepoTags: [tag], Layers }]))
  tar.finalize()
  await written
  return facts
}

function configOf(diffIds: string[]): object {
  const created = '2024-01-01T00:00:00Z'
  const history = diffIds.map((_, index) => ({ created, created_by: `COPY part${index} / # buildkit` }))
  const rootfs = { type: 'layers', diff_ids: diffIds }
  return { architecture: 'amd64', os: 'linux', created, config: { Env: ['PATH=/bin'] }, rootfs, history }
}

/** Gives the layer's diff id, and counts in `facts`. */
async function writeLayer(path: string, entries: Layer, gzip: boolean, facts: ArchiveFacts): Promise<string> {
  const [tar, hash] = [pack(), createHash('sha256')]
  const hashing = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      facts.bytes += chunk.length
      done(null, chunk)
    },
  })
  const written = pipeline([stream(tar), hashing, ...(gzip ? [createGzip()] : []), createWriteStream(path)])
  for await (const { header, content } of entries) {
    facts.entries++
    await addEntry(tar, header, Readable.from(content))
  }
  tar.finalize()
  await written
  return `sha256:${hash.digest('hex')}`
}

async function addEntry(tar: Pack, header: EntryHeader, content: Readable): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const entry = tar.entry(header, (error) => (error ? reject(error) : resolve()))
    content.on('error', reject).pipe(entry)
  })
}

/** tar-stream brings streams of its own, which Node's types do not know. */
function stream(tar: Pack): Readable {
  return tar as unknown as Readable
}
