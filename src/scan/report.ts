import type { Gap, Report } from '../findings/finding.js'
import { linkKeyPairs } from '../findings/link-key-pairs.js'
import { mergeFindings } from '../findings/merge.js'
import { summarize } from '../findings/summarize.js'
import { packageVersion } from '../package-version.js'
import type { SignatureTable } from '../signatures/table.js'
import { makeCoverage } from './coverage.js'
import type { ScannedSource } from './place/source.js'

/** Puts the scanned sources together into one report; image numbers are counted through. `gaps`: of no source. */
export function makeReport(
  scanned: readonly ScannedSource[],
  table: SignatureTable,
  strict: boolean,
  gaps: readonly Gap[] = [],
): Report {
  const placed = scanned.flatMap((one, i) => {
    const before = total(scanned.slice(0, i), (earlier) => earlier.images.length)
    return one.placed.map((placed) => ({
      ...placed,
      occurrence: { ...placed.occurrence, image: placed.occurrence.image + before },
    }))
  })
  const signatures = new Map(table.signatures.map((signature) => [signature.id, signature]))
  const { findings, suppressed } = mergeFindings(placed, signatures)
  linkKeyPairs([...findings, ...suppressed])
  const counts = {
    layers: total(scanned, (one) => one.layers),
    files: total(scanned, (one) => one.files),
    bytes: total(scanned, (one) => one.bytes),
  }
  return {
    schemaVersion: 1,
    tool: { name: 'jetsam', version: packageVersion(), signatures: table.digest },
    images: scanned.flatMap((one) => one.images),
    findings,
    suppressed,
    coverage: makeCoverage(counts, [...scanned.flatMap((one) => one.gaps), ...gaps], strict),
    summary: summarize(findings),
  }
}

function total(scanned: readonly ScannedSource[], count: (one: ScannedSource) => number): number {
  return scanned.reduce((sum, one) => sum + count(one), 0)
}
