import { type BlobEntry, digestOfPath, type JsonEntry } from '../contents.js'
import { someOf } from './lack.js'
import type { Resolution } from './resolution.js'

/**
 * Holds the entries that are named by their digest against the bytes that were read: `blobs/sha256/HEX`, and `HEX.json` of the
 * classic layout. Other bytes than the name says, or fewer or more than a manifest says, are a damaged or forged archive.
 */
export function verifyNames(resolution: Resolution): void {
  const layers: string[] = []
  const documents: string[] = []
  for (const entry of resolution.contents.entries.values()) {
    if (entry.kind === 'blob' && !entry.isBroken && isOther(entry)) layers.push(entry.path)
    if (entry.kind === 'json' && isOther(entry)) documents.push(entry.path)
  }
  tell(resolution, 'layer-corrupt', layers)
  tell(resolution, 'archive-corrupt', documents)
  const sizes = [...resolution.wrongSizes]
  if (sizes.length > 0 && layers.length + documents.length === 0) tellSizes(resolution, sizes)
}

function isOther(entry: BlobEntry | JsonEntry): boolean {
  const claimed = digestOfPath(entry.path) ?? classicDigest(entry.path)
  return entry.sha256 !== undefined && claimed?.startsWith('sha256:') === true && claimed !== `sha256:${entry.sha256}`
}

function classicDigest(path: string): string | undefined {
  const match = /^([0-9a-f]{64})\.json$/.exec(path)
  return match ? `sha256:${match[1]}` : undefined
}

function tell({ problems, reference }: Resolution, code: 'layer-corrupt' | 'archive-corrupt', paths: string[]): void {
  if (paths.length === 0) return
  problems.push({
    code,
    message: `${reference} holds other bytes than their digest says: ${someOf(paths)}`,
    hint: 'Save the image again, and do not trust this file; what is in it was scanned',
  })
}

function tellSizes({ problems, reference }: Resolution, digests: readonly string[]): void {
  problems.push({
    code: 'archive-corrupt',
    message: `${reference} holds blobs of another size than their manifest says: ${someOf(digests)}`,
    hint: 'Save the image again, and do not trust this file; what is in it was scanned',
  })
}
