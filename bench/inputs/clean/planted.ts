import { findLayers } from '../../measure/find-layers.js'
import { randomFrom } from '../content.js'
import { type Entry, writeImageArchive } from '../image-archive.js'
import { type Made, once } from '../once.js'
import { entriesOfTar } from '../root-file-system.js'
import { choosePlaces, type Listed, type Planted, pathOf, withTokens } from './plant.js'
import { type Expand, freshTokens, type Signature } from './tokens.js'

type Plan = { signatures: Signature[]; expand: Expand; count: number; seed: string }

/** Of the layer in the archive. */
const tarHeader = 512

/** A copy of an image with so many fresh tokens in random places, in one layer. */
export async function plantedImage(image: string, name: string, plan: Plan): Promise<Made<Planted[]>> {
  const { signatures, expand, count, seed } = plan
  const random = randomFrom(Number.parseInt(seed, 10) * 7919 + name.length)
  const files: Listed[] = []
  for await (const entry of entriesOfImage(image)) {
    if ((entry.header.type ?? 'file') === 'file') files.push({ path: pathOf(entry), size: entry.header.size ?? 0 })
  }
  const tokens = freshTokens(signatures, count, `${name}:${seed}`, expand, random)
  const planted = choosePlaces(files, tokens, random)
  return once(`planted-${name}.tar`, { image, planted }, async (path) => {
    await writeImageArchive(
      path,
      `jetsam-bench:planted-${name}`,
      [withTokens(entriesOfImage(image), planted, random)],
      'plain',
    )
    return planted
  })
}

/** The entries of all layers, one after the other. */
async function* entriesOfImage(image: string): AsyncGenerator<Entry> {
  for (const { start, end } of findLayers(image)) yield* entriesOfTar(image, start + tarHeader, end)
}
