import { attestedDigest } from '../../../../image/descriptor.js'
import { findBlob, parseJson } from '../../contents.js'
import { addNote, type Resolution } from '../resolution.js'
import type { ManifestFound } from './manifests.js'

/**
 * Adds the documents of a manifest that is no image's: the in-toto statements of an attestation, or whatever JSON another
 * artifact keeps. What is no JSON was read as a blob already. `images`: index of an image by its manifest's digest.
 */
export function addAttestation(
  { contents, documents, named, ...resolution }: Resolution,
  { descriptor, manifest }: ManifestFound,
  images: ReadonlyMap<string, number>,
): void {
  const config = manifest.config && findBlob(contents, manifest.config.digest)
  if (config?.kind === 'json') named.add(config)
  const subject = attestedDigest(descriptor) ?? manifest.subject?.digest
  const image = subject === undefined ? undefined : images.get(subject)
  for (const { digest } of manifest.layers) {
    const entry = findBlob(contents, digest)
    if (!entry) addNote(resolution, 'an attestation that the index names is not in the archive')
    if (entry?.kind !== 'json') continue
    named.add(entry)
    const content = { kind: 'json', value: parseJson(entry) } as const
    const name = `sha256:${entry.sha256}`
    documents.push({ exposure: 'attestation', name, content, ...(image !== undefined && { image }) })
  }
}
