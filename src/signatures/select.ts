import { Failure } from '../problem.js'
import { closest } from './closest.js'
import type { CompiledSignature, SignatureTable } from './table.js'
import { signatureTable } from './table-of.js'

/** Ids, providers, tags and globs on ids, each in any case. */
export type Selection = { only: readonly string[]; skip: readonly string[] }

/**
 * The table with those signatures marked as untold that a user does not want to hear of. They keep their bytes: what they recognise is not
 * told as something else, and is masked. Throws a `Failure` (`usage`) for a name that fits none, or if nothing is left.
 */
export function selectSignatures(table: SignatureTable, { only, skip }: Selection): SignatureTable {
  if (only.length === 0 && skip.length === 0) return table
  const wanted = only.length > 0 ? idsOf('--only', only, table) : undefined
  const unwanted = idsOf('--skip', skip, table)
  const isTold = ({ id }: CompiledSignature) => (wanted?.has(id) ?? true) && !unwanted.has(id)
  const untold = table.signatures.filter((signature) => !isTold(signature)).map(({ id }) => id)
  if (untold.length === table.signatures.length) {
    throw new Failure({ code: 'usage', message: '--only and --skip leave no signature' })
  }
  const { signatures, rules } = table
  return signatureTable({ signatures, untold, ...(rules && { rules }) })
}

function idsOf(flag: string, names: readonly string[], { signatures }: SignatureTable): Set<string> {
  const found = names.map((name) => {
    const fitting = signatures.filter(fits(name))
    if (fitting.length === 0)
      throw unknownName(`${flag} '${name}': no signature, provider or tag has that name`, name, signatures)
    return fitting.map(({ id }) => id)
  })
  return new Set(found.flat())
}

function fits(name: string): (signature: CompiledSignature) => boolean {
  const lower = name.toLowerCase()
  const glob = /[*?]/.test(lower) ? globOf(lower) : undefined
  return ({ id, provider, tags = [] }) =>
    id.toLowerCase() === lower ||
    provider?.toLowerCase() === lower ||
    tags.some((tag) => tag.toLowerCase() === lower) ||
    glob?.test(id.toLowerCase()) === true
}

function globOf(pattern: string): RegExp {
  const source = pattern.replace(/\*+|[^*]/g, (part) => {
    if (part[0] === '*') return '[^]*'
    return part === '?' ? '[^]' : part.replace(/[\\^$.+()[\]{}|/-]/, '\\$&')
  })
  return new RegExp(`^${source}$`)
}

/** The failure for a name that no signature answers to; says which one was probably meant. */
export function unknownName(message: string, name: string, signatures: readonly CompiledSignature[]): Failure {
  const names = new Set(signatures.flatMap(({ id, provider, tags = [] }) => [id, provider ?? id, ...tags]))
  const meant = closest(name, names)
  const hint = meant === undefined ? 'jetsam signatures list shows what there is' : `did you mean ${meant}?`
  return new Failure({ code: 'usage', message, hint })
}
