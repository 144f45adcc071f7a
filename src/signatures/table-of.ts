import { createHash } from 'node:crypto'
import type { CompiledSignature, SignatureTable } from './table.js'

/** The table of these signatures, with its digest. */
export function signatureTable(signatures: CompiledSignature[]): SignatureTable {
  return { digest: createHash('sha256').update(canonicalJson(signatures)).digest('hex'), signatures }
}

/** JSON with the members of every object sorted by name, so that the same content always gives the same digest. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
  })
}
