import { normalizeTarPath } from '../../layer/tar/path.js'
import type { ZipHeader } from './header.js'

export const stored = 0
export const deflated = 8
/** Methods that are told by name. APPNOTE.TXT 6.3.10, section 4.4.5. */
const methodNames: Readonly<Record<number, string>> = {
  1: 'shrunk',
  6: 'imploded',
  9: 'compressed with Deflate64',
  98: 'compressed with PPMd',
}

/** Those of `other-methods.ts`. */
const otherMethods: ReadonlySet<number> = new Set([12, 14, 20, 93, 95])

/** What an entry costs that brings nothing, in units of work. */
export const workPerEntry = 512

/** Why an entry cannot be opened, in words; undefined if it can. */
export function whyClosed({ isEncrypted, method, hasDescriptor, compressedSize }: ZipHeader): string | undefined {
  if (isEncrypted) return 'encrypted'
  if (method === stored) return hasDescriptor && compressedSize === 0 ? 'of unknown length' : undefined
  if (method === deflated) return undefined
  if (otherMethods.has(method)) return hasDescriptor && compressedSize === 0 ? 'of unknown length' : undefined
  return methodNames[method] ?? 'of an unknown method'
}

/** How an entry is told, and the path by which its format is known. */
export function nameOf({ name }: ZipHeader): { step: string; path: string } {
  const { path } = normalizeTarPath(name)
  return { step: `zip:${path}`, path }
}
