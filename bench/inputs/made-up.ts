import { statfs } from 'node:fs/promises'
import { places } from '../places.js'
import { binaryBytes, randomFrom, textBytes } from './content.js'
import { type ArchiveFacts, type Entry, file, type Layer, type Packing, writeImageArchive } from './image-archive.js'
import { type Made, once } from './once.js'

const MB = 1_000_000

type Plan = { name: string; packing: Packing; layers: () => Layer[]; huge?: true }

/** Images whose bytes are made up, alike in every run. `memory` rows compare their peaks. */
export const madeUpImages = {
  /** 2 MB in ten layers. */
  small: { name: 'small', packing: 'plain', layers: () => ordinary(2 * MB, 10) },
  reference: { name: '100m', packing: 'plain', layers: () => ordinary(100 * MB, 5) },
  referenceGzipLayers: { name: '100m-gzip-layers', packing: 'gzip-layers', layers: () => ordinary(100 * MB, 5) },
  referenceGzip: { name: '100m-gzip', packing: 'gzip', layers: () => ordinary(100 * MB, 5) },
  oneLayer: { name: 'one-layer', packing: 'gzip-layers', layers: () => ordinary(2500 * MB, 1), huge: true },
  fiftyLayers: { name: 'fifty-layers', packing: 'gzip-layers', layers: () => ordinary(2500 * MB, 50), huge: true },
  gzipped: { name: 'gzipped', packing: 'gzip', layers: () => ordinary(2500 * MB, 5), huge: true },
  oneFile: { name: 'one-file', packing: 'plain', layers: () => [[bigFile('var/lib/big.db', 5000)]], huge: true },
  oneLine: { name: 'one-line', packing: 'plain', layers: () => [[longLine('srv/data/all.json', 500)]], huge: true },
  entries: { name: 'entries', packing: 'plain', layers: () => [manyFiles(1_000_000)], huge: true },
} as const satisfies Record<string, Plan>

/** Free disk that the huge ones want: the largest takes its size twice while it is made. */
const bytesForHuge = 16e9
const version = 1

/** Makes the image, unless it is there. Throws if the disk is too full for a huge one. */
export async function madeUpImage({ name, packing, layers, huge }: Plan): Promise<Made<ArchiveFacts>> {
  return once(`made-up-${name}.tar`, { name, packing, version }, async (path) => {
    const { bavail, bsize } = await statfs(places.work)
    if (huge && bavail * bsize < bytesForHuge)
      throw new Error(`${name}: less than ${bytesForHuge / 1e9} GB of free disk`)
    return writeImageArchive(path, `jetsam-bench:${name}`, layers(), packing)
  })
}

/** Like the images of applications: many small texts, some binaries. */
function ordinary(size: number, layers: number): Layer[] {
  return Array.from({ length: layers }, (_, layer) => ordinaryLayer(layer, size / layers))
}

function* ordinaryLayer(layer: number, size: number): Generator<Entry> {
  const random = randomFrom(1000 + layer)
  for (let [sum, index] = [0, 0]; sum < size; index++) {
    const isText = random(10) < 7
    const wanted = isText ? 200 + random(30_000) : 5_000 + random(200_000)
    const length = Math.min(wanted, Math.ceil(size - sum))
    sum += length
    const folder = `usr/lib/modules${layer}/package${index >> 5}`
    if (isText) yield file(`${folder}/lib/file${index}.js`, textBytes(length, random))
    else yield file(`${folder}/assets/file${index}.bin`, binaryBytes(length, random))
  }
}

/** Texts and binaries by turns, as in a database or a disk image. */
function bigFile(name: string, megabytes: number): Entry {
  const random = randomFrom(99)
  const pieces = Array.from({ length: 32 }, (_, i) => (i % 2 ? textBytes : binaryBytes)(MB, random))
  return pieced(name, megabytes, pieces)
}

function longLine(name: string, megabytes: number): Entry {
  const random = randomFrom(11)
  const pieces = Array.from({ length: 32 }, () => {
    const text = textBytes(MB, random)
    return text.map((byte) => (byte === 0x0a ? 0x20 : byte)) as Buffer
  })
  return pieced(name, megabytes, pieces)
}

function pieced(name: string, megabytes: number, pieces: Buffer[]): Entry {
  function* content(): Generator<Buffer> {
    const random = randomFrom(3)
    for (let piece = 0; piece < megabytes; piece++) yield pieces[random(pieces.length)]!
  }
  return { header: { name, size: megabytes * MB, mode: 0o644, mtime: new Date(0) }, content: content() }
}

function* manyFiles(count: number): Generator<Entry> {
  const random = randomFrom(5)
  for (let index = 0; index < count; index++) {
    const name = `srv/data/${(index >> 12).toString(36)}/${(index >> 6).toString(36)}/${index.toString(36)}.txt`
    yield file(name, textBytes(random(200), random))
  }
}
