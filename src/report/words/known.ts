import type { Finding } from '../../findings/finding.js'

/** What is told of a finding that the baseline has; undefined for others. */
export function knownText({ known }: Finding): string | undefined {
  return known && `${known.reason} (does not count: --baseline)`
}
