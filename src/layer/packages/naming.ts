import type { Origin } from './origin.js'
import type { Databases } from './owners.js'

/** What an image tells of one package. `name`: without its manager. */
export type NamedPackage = { name: string; origin: Exclude<Origin, { kind: 'signers' }> }

/** Tells the package for a package index of one layer. */
export type Naming = (packageIndex: number) => NamedPackage | undefined

/**
 * For each layer, which package an index of its rows means: described in the same layer, or the nearest one below. Undefined for one that is
 * described as anybody's, or not at all. Each is looked up once.
 */
export function createNamings(databases: Databases): Naming[] {
  const known = databases.map((one) => one && new Map(one.known))
  const signer = commonSigner(databases)
  return databases.map((database, layer) => {
    const found: (NamedPackage | null)[] = []
    return (packageIndex) => {
      found[packageIndex] ??= lookUp(database?.names[packageIndex] ?? '', layer, known, signer) ?? null
      return found[packageIndex] ?? undefined
    }
  })
}

type Known = readonly (ReadonlyMap<string, Origin | null> | undefined)[]

function lookUp(id: string, layer: number, known: Known, signer: string | undefined): NamedPackage | undefined {
  for (let at = layer; at >= 0; at--) {
    const origin = known[at]?.get(id)
    if (origin === undefined) continue
    const name = id.slice(id.indexOf(':') + 1)
    if (origin?.kind !== 'signers') return origin === null ? undefined : { name, origin }
    return signer === undefined ? undefined : { name, origin: { kind: 'distribution', name: signer } }
  }
  return undefined
}

/** The distribution whose packages alone the system installs. Of several the last one, which builds on the others. */
function commonSigner(databases: Databases): string | undefined {
  const signers = databases.flatMap((one) => one?.signers ?? [])
  return signers.includes(null) ? undefined : (signers.at(-1) ?? undefined)
}
