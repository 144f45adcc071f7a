import type { Finding, Occurrence } from './finding.js'

/** Public halves that are worth telling because they say whose the secret beside them is. */
const pairs = [{ identifier: 'aws-access-key-id', secret: 'aws-secret-access-key' }]

/** Adds to each identifier and to the secret that stands in the same text a word about the other. */
export function linkKeyPairs(findings: readonly Finding[]): void {
  for (const pair of pairs) {
    const secrets = findings.filter((finding) => finding.signature.id === pair.secret)
    for (const identifier of findings.filter((finding) => finding.signature.id === pair.identifier)) {
      const secret = secrets.find((one) => stand(one.occurrences, identifier.occurrences))
      if (!secret) continue
      identifier.reasons.push(`its secret key stands beside it: finding ${secret.id}`)
      secret.reasons.push(`its key id stands beside it: finding ${identifier.id}`)
    }
  }
}

function stand(ones: readonly Occurrence[], others: readonly Occurrence[]): boolean {
  return ones.some((one) => others.some((other) => textOf(one) === textOf(other)))
}

/** A file is a text; all variables of an image together are one, too. */
function textOf({ image, exposure, layer, path }: Occurrence): string {
  return JSON.stringify(exposure === 'file' || exposure === 'build-cache' ? [image, layer, path] : [image])
}
