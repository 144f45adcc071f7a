import { isRecord } from '../../is-record.js'
import { findEntry, parseJson } from '../contents.js'
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
    documents.push({ exposure: 'config', name: entry.blob, content: { kind: 'json', value } })
  }
}
