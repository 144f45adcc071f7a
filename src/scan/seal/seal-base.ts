import { toByteString } from '../../findings/byte-string.js'
import { type BaseClaim, baseOfAnnotations, baseOfLabels } from '../../image/base/claim.js'
import { guessBaseRows } from '../../image/base/guess-rows.js'
import { baseOfProvenance } from '../../image/base/provenance-base.js'
import { readHistory } from '../../image/history.js'
import { textMapOf } from '../../image/json-shape.js'
import type { SourceDocument, SourceImage, SourceResult } from '../../sources/source.js'
import type { NameMask } from './name-mask.js'
import type { SealedBase } from './sealed-source.js'

/** What an image, and what hangs on it, says of the image that it was built on. `index`: the image's, in its source. */
export function sealBase(
  image: SourceImage,
  { documents, images }: Pick<SourceResult, 'documents' | 'images'>,
  index: number,
  maskName: NameMask,
): SealedBase | undefined {
  // The layers of a cache are those of many stages.
  if (image.parents) return undefined
  const about = documents.filter((one) => one.image === index || (one.image === undefined && images.length === 1))
  const claim = firstOf(about, ofAttestation) ?? firstOf(about, ofAnnotation) ?? baseOfLabels(image.config)
  const rows = guessBaseRows(readHistory(image.config))
  if (claim === undefined && rows === undefined) return undefined
  return { ...(claim && { claim: masked(claim, maskName) }), ...(rows !== undefined && { rows }) }
}

function firstOf<T>(documents: readonly SourceDocument[], read: (one: SourceDocument) => T | undefined): T | undefined {
  for (const document of documents) {
    const found = read(document)
    if (found !== undefined) return found
  }
  return undefined
}

function ofAttestation({ exposure, content }: SourceDocument): BaseClaim | 'scratch' | undefined {
  return exposure === 'attestation' && content.kind === 'json' ? baseOfProvenance(content.value) : undefined
}

function ofAnnotation({ exposure, content }: SourceDocument): BaseClaim | undefined {
  if (exposure !== 'annotation' || content.kind !== 'json') return undefined
  return baseOfAnnotations(textMapOf(content.value, 'annotations'))
}

function masked(claim: BaseClaim | 'scratch', maskName: NameMask): BaseClaim | 'scratch' {
  if (claim === 'scratch' || claim.name === undefined) return claim
  return { ...claim, name: maskName(toByteString(claim.name)) }
}
