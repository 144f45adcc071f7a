import type { Measured } from './run.js'

/** What is measured, by what it is called in the output. */
export type Side = { name: string; run: () => Promise<Measured> }

/** Medians of both, in seconds, and the highest peak of the scan, in MiB. */
export type Compared = { scan: number; against: number; ratio: number; peak?: number }

/** Runs that a median is taken of. */
const defaultRuns = 5

/** The two take turns, so that both meet the same minute of the machine. */
export async function compare(against: Side, scan: Side, runs = defaultRuns): Promise<Compared> {
  const [others, scans]: [Measured[], Measured[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    others.push(await against.run())
    scans.push(await scan.run())
    const [other, own] = [others.at(-1)!, scans.at(-1)!]
    console.log(`  ${against.name} ${other.seconds.toFixed(3)} s, ${scan.name} ${own.seconds.toFixed(3)} s`)
  }
  const [scanned, other] = [medianOf(scans), medianOf(others)]
  return { scan: scanned, against: other, ratio: scanned / other, ...peakOf(scans) }
}

function medianOf(runs: Measured[]): number {
  const sorted = runs.map(({ seconds }) => seconds).sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function peakOf(runs: Measured[]): { peak?: number } {
  const peaks = runs.flatMap(({ peak }) => peak ?? [])
  return peaks.length > 0 ? { peak: Math.max(...peaks) } : {}
}
