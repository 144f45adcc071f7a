import type { Measured, MeasuredNode } from './run.js'

/** What is measured, by what it is called in the output. */
export type Side = { name: string; run: () => Promise<Measured | MeasuredNode> }

export type Compared = {
  /** Medians, in seconds. */
  scan: number
  against: number
  ratio: number
  /** The ratio of medians of processor time, which other programs on the machine move less; where both tell theirs. */
  cpuRatio?: number
  /** The highest of the scan, in MiB. */
  peak?: number
}

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
  const [own, other] = [secondsOf(scans), secondsOf(others)]
  return { scan: own, against: other, ratio: own / other, ...ofNode(scans, others) }
}

function secondsOf(runs: Measured[]): number {
  return median(runs.map(({ seconds }) => seconds))
}

function ofNode(scans: Measured[], others: Measured[]): Pick<Compared, 'cpuRatio' | 'peak'> {
  if (!scans.every(isOfNode)) return {}
  const cpu = (runs: MeasuredNode[]) => median(runs.map((run) => run.cpu))
  return {
    peak: Math.max(...scans.map(({ peak }) => peak)),
    ...(others.every(isOfNode) && { cpuRatio: cpu(scans) / cpu(others) }),
  }
}

function isOfNode(run: Measured | MeasuredNode): run is MeasuredNode {
  return 'cpu' in run
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
