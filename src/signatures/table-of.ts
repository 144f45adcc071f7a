import { createHash } from 'node:crypto'
import type { SignatureTable } from './table.js'

/** The table of these signatures, with its digest. Empty lists of rules and of the untold are left out. */
export function signatureTable({ signatures, rules, untold }: Omit<SignatureTable, 'digest'>): SignatureTable {
  const more = { ...(rules?.length && { rules }), ...(untold?.length && { untold }) }
  const content = Object.keys(more).length > 0 ? { signatures, ...more } : signatures
  return { digest: createHash('sha256').update(canonicalJson(content)).digest('hex'), signatures, ...more }
}

/** JSON with the members of every object sorted by name, so that the same content always gives the same digest. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
  })
}
