import { createHash } from 'node:crypto'

/** Of dpkg and old RPMs; of apk; of RPM and wheels. */
const algorithms = ['md5', 'sha1', 'sha256'] as const

/** Checksums of a content, in hex, in all ways in which package managers record them. One that a policy (FIPS) forbids is left out. */
export function contentDigests(content: Uint8Array): string[] {
  return algorithms.flatMap((algorithm) => {
    try {
      return [createHash(algorithm).update(content).digest('hex')]
    } catch {
      return []
    }
  })
}
