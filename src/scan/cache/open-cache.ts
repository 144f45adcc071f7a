import type { UnwrapLimits } from '../../unwrap/limits.js'
import { codeDigest } from './code-digest.js'
import { openCacheFolder } from './folder.js'
import { createLayerCache, type LayerCache } from './layer-cache.js'

export type OpenCacheOptions = {
  folder: string
  /** Digest of the signatures in force. */
  signatures: string
  limits: UnwrapLimits
  /** The value of `JETSAM_ID_KEY`. */
  idKey?: string
  /** Takes a line that says why there is no cache. */
  onNote: (text: string) => void
}

/** The cache in a folder; undefined, with a note, if it cannot be used. The scan goes on without it. */
export async function openCache({ folder, onNote, ...version }: OpenCacheOptions): Promise<LayerCache | undefined> {
  const code = codeDigest()
  if (code === undefined) {
    onNote('the layer cache is not used: the build left no digest of the code')
    return undefined
  }
  const opened = await openCacheFolder(folder)
  if (!('reason' in opened)) return createLayerCache(opened, { ...version, code })
  onNote(`the layer cache is not used: ${opened.reason}`)
  return undefined
}
