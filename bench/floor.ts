/**
 * What reading costs by itself: walks the archive and its layers with the package's own tar reader, inflates a layer if it is
 * gzipped, takes its SHA-256, and looks at nothing. As many layers side by side as there are processors, each in a thread of its
 * own. `node floor.js ARCHIVE`
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { createGunzip } from 'node:zlib'
import { type ArchivedLayer, findLayers } from './measure/find-layers.js'
import { places } from './places.js'

type Job = { path: string; layers: ArchivedLayer[]; next: Int32Array }
/** As much of the package's reader as is used here. */
type TarReader = { feed(chunk: Uint8Array): Iterable<{ kind: string; bytes?: Uint8Array }> }

/** The quickest of those tried; it is the floor that the scan is held against. */
const bufferSize = 256 * 1024

const module = await import(pathToFileURL(join(places.build, 'layer/tar/reader.js')).href)
const createTarReader = module.createTarReader as () => TarReader

if (isMainThread) await walkArchive(process.argv[2]!)
else await walkLayers(workerData as Job)

async function walkArchive(path: string): Promise<void> {
  const layers = findLayers(path)
  const job: Job = { path, layers, next: new Int32Array(new SharedArrayBuffer(4)) }
  const others = Math.min(layers.length, availableParallelism()) - 1
  for (let worker = 0; worker < others; worker++) {
    new Worker(fileURLToPath(import.meta.url), { workerData: job })
  }
  await walkLayers(job)
}

async function walkLayers({ path, layers, next }: Job): Promise<void> {
  for (;;) {
    const layer = layers[Atomics.add(next, 0, 1)]
    if (layer === undefined) return
    await walkLayer(path, layer)
  }
}

async function walkLayer(path: string, { start, end, gzip }: ArchivedLayer): Promise<string> {
  const [tar, hash] = [createTarReader(), createHash('sha256')]
  const body = bodyOf(createReadStream(path, { start, end: end - 1, highWaterMark: bufferSize }))
  const bytes = gzip ? Readable.from(body).pipe(createGunzip({ chunkSize: bufferSize })) : body
  for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    for (const _ of tar.feed(chunk));
  }
  return hash.digest('hex')
}

async function* bodyOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const archive = createTarReader()
  for await (const chunk of source) for (const { bytes } of archive.feed(chunk)) if (bytes) yield bytes
}
