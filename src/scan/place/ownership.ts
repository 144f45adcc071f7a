import { fromByteString } from '../../findings/byte-string.js'
import { ownersOf } from '../../layer/packages/owners.js'
import type { SealedFile, SealedLayer } from '../seal/sealed-layer.js'

/**
 * For each file in which something was found, why that is public already: the package of a public distribution to which it belongs,
 * unchanged. Undefined for every other file.
 */
export function excusesOf(
  files: readonly SealedFile[],
  layers: readonly (SealedLayer | undefined)[],
): (string | undefined)[] {
  const excuses: (string | undefined)[] = files.map(() => undefined)
  const checked = files.flatMap(({ path, md5 }, i) => (md5 === undefined ? [] : [{ path, digest: md5, i }]))
  const owners = ownersOf(
    checked,
    layers.map((layer) => layer?.packages),
  )
  for (const [n, owner] of owners.entries()) {
    if (owner)
      excuses[checked[n]!.i] = `part of ${owner.distribution}'s package ${fromByteString(owner.name)}, unchanged`
  }
  return excuses
}
