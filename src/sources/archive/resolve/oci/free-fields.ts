import { isRecord } from '../../../is-record.js'

/** Fields of manifests, indexes and descriptors that are structure: digests, sizes and types, which no author writes. */
const structural = new Set(['schemaVersion', 'mediaType', 'artifactType', 'digest', 'size', 'platform'])
const descriptorLists = new Set(['manifests', 'layers', 'blobs'])
const descriptors = new Set(['config', 'subject'])

/**
 * What an author or a tool could write freely into a manifest or index: annotations, embedded data, URLs and every field that
 * the image specification does not know, at the places where they stand. Undefined if there is nothing of the kind.
 */
export function freeFields(document: unknown): unknown {
  if (!isRecord(document)) return undefined
  const free: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(document)) {
    const kept = freeField(name, value)
    if (kept !== undefined) free[name] = kept
  }
  return Object.keys(free).length > 0 ? free : undefined
}

function freeField(name: string, value: unknown): unknown {
  if (structural.has(name)) return undefined
  if (descriptors.has(name) && isRecord(value)) return freeDescriptor(value)
  if (!descriptorLists.has(name) || !Array.isArray(value)) return value
  // Places stay the same: what has nothing to say leaves a gap.
  const list = value.map((item) => (isRecord(item) ? (freeDescriptor(item) ?? null) : item))
  return list.some((item) => item !== null) ? list : undefined
}

function freeDescriptor(descriptor: Record<string, unknown>): unknown {
  const free = Object.entries(descriptor).filter(([name]) => !structural.has(name))
  return free.length > 0 ? Object.fromEntries(free) : undefined
}
