import { fromByteString } from '../../findings/byte-string.js'
import type { Excuse } from '../../findings/excuse.js'
import { type Owner, ownersOf } from '../../layer/packages/owners.js'
import type { SealedFile, SealedLayer } from '../seal/sealed-layer.js'

/**
 * For each file in which something was found, why that is nobody's secret: the package to which it belongs. Undefined for every other
 * file, and for what stands in a file's name.
 */
export function excusesOf(
  files: readonly (SealedFile & { layer: number })[],
  layers: readonly (SealedLayer | undefined)[],
): (Excuse | undefined)[] {
  const excuses: (Excuse | undefined)[] = files.map(() => undefined)
  const contents = files.flatMap(({ path, digests = [], layer, inName, entry }, i) =>
    inName || entry === undefined ? [] : [{ path, digests, layer, i }],
  )
  const owners = ownersOf(
    contents,
    layers.map((layer) => layer?.packages),
  )
  for (const [n, owner] of owners.entries()) if (owner) excuses[contents[n]!.i] = excuseBy(owner)
  return excuses
}

function excuseBy({ name, origin, isUnchanged }: Owner): Excuse {
  const shown = fromByteString(shownName(name))
  if (origin.kind === 'distribution') {
    return { reason: `part of ${origin.name}'s package ${shown}, unchanged`, isPublic: true }
  }
  const reason = isUnchanged
    ? `part of the ${origin.what} ${shown}, unchanged`
    : `in the folder of the ${origin.what} ${shown}`
  return { reason, isPublic: false }
}

const wheelEnding = '.dist-info'

/** Wheels go by the folder that describes them, of which its last part is enough for a reader. */
function shownName(name: string): string {
  return name.endsWith(wheelEnding) ? name.slice(name.lastIndexOf('/') + 1, -wheelEnding.length) : name
}
