import { estimateBits } from '../detect/values/strength.js'
import { type Finding, type Report, type Severity, severities } from '../findings/finding.js'
import { linkKeyPairs } from '../findings/link-key-pairs.js'
import { mergeFindings } from '../findings/merge.js'
import { packageVersion } from '../package-version.js'
import { makeCoverage } from './coverage.js'
import type { ScanOptions } from './scan.js'
import type { ScannedSource } from './scan-source.js'
import type { ScanTools } from './tools.js'

/** Puts the scanned sources together into one report; image numbers are counted through. */
export async function makeReport(
  scanned: readonly ScannedSource[],
  options: Pick<ScanOptions, 'showSecrets' | 'strict' | 'env'>,
  tools: ScanTools,
  signatures: string,
): Promise<Report> {
  const placed = scanned.flatMap((one, i) => {
    const before = total(scanned.slice(0, i), (earlier) => earlier.images.length)
    return one.placed.map((placed) => ({
      ...placed,
      occurrence: { ...placed.occurrence, image: placed.occurrence.image + before },
    }))
  })
  const idKey = options.env.JETSAM_ID_KEY
  const { findings, suppressed } = await mergeFindings(placed, {
    signatures: tools.signatures,
    estimateBits,
    showSecrets: options.showSecrets,
    ...(idKey && { idKey }),
  })
  linkKeyPairs([...findings, ...suppressed])
  const counts = {
    layers: total(scanned, (one) => one.layers),
    files: total(scanned, (one) => one.files),
    bytes: total(scanned, (one) => one.bytes),
  }
  return {
    schemaVersion: 1,
    tool: { name: 'jetsam', version: packageVersion(), signatures },
    images: scanned.flatMap((one) => one.images),
    findings,
    suppressed,
    coverage: makeCoverage(
      counts,
      scanned.flatMap((one) => one.gaps),
      options.strict,
    ),
    summary: summarize(findings),
  }
}

function total(scanned: readonly ScannedSource[], count: (one: ScannedSource) => number): number {
  return scanned.reduce((sum, one) => sum + count(one), 0)
}

function summarize(findings: readonly Finding[]): Record<Severity, number> {
  const counts = severities.map((severity) => [severity, findings.filter((one) => one.severity === severity).length])
  return Object.fromEntries(counts) as Record<Severity, number>
}
