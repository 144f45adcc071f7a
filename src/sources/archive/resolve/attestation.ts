import { arrayOf, fieldOf, textOf } from '../../json-shape.js'
import { findBlob, parseJson } from '../contents.js'
import type { ManifestFound } from './oci-manifests.js'
import { addNote, type Resolution } from './resolution.js'

/** Annotation of an attestation's descriptor: the digest of the image manifest that it speaks of (https://docs.docker.com/build/metadata/attestations/attestation-storage/). */
const REFERENCE_DIGEST = 'vnd.docker.reference.digest'

/**
 * Adds the documents of a manifest that is no image's: the in-toto statements of an attestation, or whatever JSON another
 * artifact keeps. What is no JSON was read as a blob already. `images`: index of an image by its manifest's digest.
 */
export function addAttestation(
  resolution: Resolution,
  found: ManifestFound,
  images: ReadonlyMap<string, number>,
): void {
  const { contents, documents, named } = resolution
  const config = findBlob(contents, textOf(fieldOf(found.manifest, 'config'), 'digest') ?? '')
  if (config?.kind === 'json') named.add(config)
  const subject =
    textOf(fieldOf(found.descriptor, 'annotations'), REFERENCE_DIGEST) ??
    textOf(fieldOf(found.manifest, 'subject'), 'digest')
  const image = subject === undefined ? undefined : images.get(subject)
  for (const layer of [...arrayOf(found.manifest.layers), ...arrayOf(found.manifest.blobs)]) {
    const digest = textOf(layer, 'digest')
    const entry = digest === undefined ? undefined : findBlob(contents, digest)
    if (!entry) addNote(resolution, 'an attestation that the index names is not in the archive')
    if (entry?.kind !== 'json') continue
    named.add(entry)
    const content = { kind: 'json', value: parseJson(entry) } as const
    documents.push({
      exposure: 'attestation',
      name: `sha256:${entry.sha256}`,
      content,
      ...(image !== undefined && { image }),
    })
  }
}
