import type { SealedLayer } from '../seal/sealed-layer.js'

/** The memory of a result that can move to another thread instead of being copied. */
export function buffersOf({ paths, packages }: SealedLayer): ArrayBuffer[] {
  return [
    ...paths.blocks.flatMap(({ hashes, kinds }) => [hashes.buffer, kinds.buffer]),
    ...[packages?.rows, packages?.folders].flatMap((rows) => rows?.blocks.map((block) => block.buffer) ?? []),
  ]
}
