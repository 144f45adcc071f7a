import type { Finding, Occurrence, ReportImage } from '../finding.js'
import type { IgnoreRule } from './rule.js'

/** Whether the rule is about this finding at this place. */
export function ruleFits(
  rule: IgnoreRule,
  finding: Finding,
  place: Occurrence,
  image: ReportImage | undefined,
): boolean {
  const { ids, signatures, paths, exposures } = rule
  const path = place.path ?? place.compose?.path
  return (
    (ids?.includes(finding.id) ?? true) &&
    (signatures?.some((fits) => fits(finding.signature.id)) ?? true) &&
    (exposures?.includes(place.exposure) ?? true) &&
    (paths?.some((fits) => path !== undefined && fits(path)) ?? true) &&
    (image === undefined ? rule.images === undefined : isAboutImage(rule, image))
  )
}

/**
 * Whether the rule can be about something in this image. Only the name counts that the user gave, with its scheme or without: tags are what
 * an archive says of itself.
 */
export function isAboutImage({ images }: IgnoreRule, { reference }: ReportImage): boolean {
  return images?.some((fits) => fits(reference) || fits(withoutScheme(reference))) ?? true
}

function withoutScheme(reference: string): string {
  return reference.replace(/^(?:docker|podman|registry|docker-archive|oci-archive|oci-dir):/, '')
}
