import { attestedDigest } from '../../../../image/descriptor.js'
import { findBlob, type JsonEntry, parseJson } from '../../contents.js'
import { addNote, type Resolution } from '../resolution.js'
import { addArtifact } from './artifact.js'
import type { ManifestFound } from './manifests.js'

/**
 * Adds the documents of a manifest that is no image's: the in-toto statements of an attestation, or whatever JSON another
 * artifact keeps, its config too. What is no JSON makes up an image of its own, if it is not about another one. `images`: index of an image
 * by its manifest's digest.
 */
export function addAttestation(
  resolution: Resolution,
  found: ManifestFound,
  images: ReadonlyMap<string, number>,
): void {
  const { contents, documents, named } = resolution
  const { descriptor, manifest } = found
  const subject = attestedDigest(descriptor) ?? manifest.subject?.digest
  const image = (subject === undefined ? undefined : images.get(subject)) ?? addArtifact(resolution, found)
  const about = image === undefined ? {} : { image }
  const content = (entry: JsonEntry) => ({ kind: 'json', value: parseJson(entry) }) as const
  const config = manifest.config && findBlob(contents, manifest.config.digest)
  if (config?.kind === 'json') {
    named.add(config)
    const isTold = manifest.kind === 'artifact' && config.text.length > 2
    if (isTold)
      documents.push({ exposure: 'config', name: `sha256:${config.sha256}`, content: content(config), ...about })
  }
  for (const { digest } of manifest.layers) {
    const entry = findBlob(contents, digest)
    if (!entry) addNote(resolution, 'an attestation that the index names is not there')
    if (entry?.kind !== 'json') continue
    named.add(entry)
    documents.push({ exposure: 'attestation', name: `sha256:${entry.sha256}`, content: content(entry), ...about })
  }
}
