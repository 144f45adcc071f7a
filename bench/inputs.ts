import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { binaryBytes, randomFrom, textBytes } from './content.js'
import { type Entry, type Packing, writeImageArchive } from './image-archive.js'

export type Input = {
  name: string
  path: string
  /** Tar entries of all layers. */
  entries: number
  packing: Packing
  /** Whether it is the 100 MB image that the memory of others in the same packing is compared with. */
  reference: boolean
  /** Largest peak of resident memory, in MiB, whatever that of the reference is. */
  limit?: number
}

const MB = 1_000_000

type Plan = { name: string; file: string; layers: () => Plans; packing: Packing; reference?: boolean; limit?: number }
/** The layers of an image, and how many entries they have together. */
type Plans = { layers: Iterable<Entry>[]; entries: number }

const plans: Plan[] = [
  { name: '100 MB', file: '100m.tar', layers: () => ordinary(100 * MB), packing: 'plain', reference: true },
  {
    name: '100 MB, gzip layers',
    file: '100m-gzip-layers.tar',
    layers: () => ordinary(100 * MB),
    packing: 'gzip-layers',
    reference: true,
  },
  {
    name: '100 MB, gzipped whole',
    file: '100m.tar.gz',
    layers: () => ordinary(100 * MB),
    packing: 'gzip',
    reference: true,
  },
  { name: '2 GB', file: '2g.tar', layers: () => ordinary(2000 * MB), packing: 'plain', limit: 250 },
  {
    name: '2 GB, gzip layers',
    file: '2g-gzip-layers.tar',
    layers: () => ordinary(2000 * MB),
    packing: 'gzip-layers',
    limit: 250,
  },
  { name: '2 GB, gzipped whole', file: '2g.tar.gz', layers: () => ordinary(2000 * MB), packing: 'gzip', limit: 250 },
  { name: '1 million entries', file: 'entries.tar', layers: () => manyEntries(1_000_000), packing: 'plain' },
]

/** Makes the inputs that are not there yet, in `folder`. With `only`: the references, and those whose name holds one of its words. */
export async function makeInputs(folder: string, only: string[]): Promise<Input[]> {
  await mkdir(folder, { recursive: true })
  const inputs: Input[] = []
  for (const { name, file, layers, packing, reference = false, limit } of plans) {
    if (only.length > 0 && !reference && !only.some((word) => name.includes(word))) continue
    const path = join(folder, file)
    const planned = layers()
    if (!existsSync(path)) {
      console.log(`making ${name} (${path})`)
      await writeImageArchive(path, planned.layers, packing)
    }
    inputs.push({ name, path, entries: planned.entries, packing, reference, limit })
  }
  return inputs
}

/**
 * An image like those of applications: five layers of many small texts, some binaries, and in the last one file that takes a
 * tenth of the image.
 */
function ordinary(size: number): Plans {
  const sizes = [...fileSizes(size * 0.9)]
  const perLayer = Math.ceil(sizes.length / 5)
  const layers = [0, 1, 2, 3, 4].map((layer) =>
    ordinaryLayer(layer, sizes.slice(layer * perLayer, (layer + 1) * perLayer)),
  )
  return { layers: [...layers, bigFile(size / 10)], entries: sizes.length + 1 }
}

type Planned = { size: number; text: boolean }

function* fileSizes(total: number): Generator<Planned> {
  const random = randomFrom(7)
  for (let sum = 0; sum < total; ) {
    const text = random(10) < 7
    const size = text ? 200 + random(30_000) : 5_000 + random(200_000)
    sum += size
    yield { size, text }
  }
}

function* ordinaryLayer(layer: number, sizes: Planned[]): Generator<Entry> {
  const random = randomFrom(1000 + layer)
  for (const [index, { size, text }] of sizes.entries()) {
    const path = `usr/lib/modules${layer}/package${index >> 5}/${text ? 'lib' : 'assets'}/file${index}.${text ? 'js' : 'bin'}`
    yield { path, bytes: text ? textBytes(size, random) : binaryBytes(size, random) }
  }
}

function* bigFile(size: number): Generator<Entry> {
  const random = randomFrom(99)
  const piece = binaryBytes(MB, random)
  yield { path: 'usr/lib/big.db', bytes: Buffer.concat(Array.from({ length: Math.round(size / MB) }, () => piece)) }
}

function manyEntries(entries: number): Plans {
  return { layers: [smallFiles(entries)], entries }
}

function* smallFiles(count: number): Generator<Entry> {
  const random = randomFrom(5)
  for (let index = 0; index < count; index++) {
    const path = `srv/data/${(index >> 12).toString(36)}/${(index >> 6).toString(36)}/${index.toString(36)}.txt`
    yield { path, bytes: textBytes(random(200), random) }
  }
}
