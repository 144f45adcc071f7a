import { posix } from 'node:path'
import { textOf } from '../../../image/json-shape.js'
import { isRecord } from '../../is-record.js'
import { findEntry, type JsonEntry, parseJson } from '../contents.js'
import type { Resolution } from './resolution.js'

/** Documents of the layouts themselves; they hold paths, tags and a version. */
const structure = ['oci-layout', 'repositories']

/**
 * Adds the JSON that nothing names as documents of its own: configs that a later name hid, and the legacy `json` of each layer,
 * which may repeat the environment of the image.
 */
export function addLeftovers(resolution: Resolution): void {
  const { contents, documents, jsonLayers, named } = resolution
  const layout = new Set(structure.map((path) => findEntry(contents, path)))
  for (const entry of [...contents.documents, ...contents.trailing]) {
    if (named.has(entry) || layout.has(entry) || jsonLayers.has(entry)) continue
    const value = parseJson(entry)
    if (isRecord(value) && Object.keys(value).length === 0) continue
    const image = ownerOf(resolution, entry, value)
    const content = { kind: 'json', value } as const
    documents.push({ exposure: 'config', name: entry.blob, content, ...(image !== undefined && { image }) })
  }
}

/**
 * The image that a legacy document speaks of: by its folder in the classic layout, else by the time of creation, which the
 * document of an image's top layer repeats.
 */
function ownerOf({ folders, images }: Resolution, { path }: JsonEntry, value: unknown): number | undefined {
  const byFolder = folders.get(posix.dirname(path))
  if (byFolder !== undefined && !path.startsWith('blobs/')) return byFolder
  const created = textOf(value, 'created')
  const index = created === '' ? -1 : images.findIndex((image) => image.created === created)
  return index < 0 ? undefined : index
}
