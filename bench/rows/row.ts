import type { Compared } from '../measure/compare.js'

/** One line of the table. */
export type Row = {
  /** What a word on the command line chooses it by, and its key in the history. `huge-…`: only if chosen. */
  name: string
  scan: string
  against: string
  measure: () => Promise<Result>
}

export type Result = Measurement | { skipped: string }

/** Resident memory that no scan may exceed, in MiB. */
export const mostMemory = 250

/** `figure` must not exceed `limit`. Scan and against: seconds, or MiB where the unit is MiB. */
export type Measurement = {
  figure: number
  limit: number
  unit: 'x' | 's' | 'MiB'
  scan: number
  against?: number
  /** The ratio of processor times, where it is known. */
  cpuRatio?: number
  /** MiB. */
  peak?: number
}

/** A comparison whose ratio has a limit. */
export function ratio({ ratio: figure, ...compared }: Compared, limit: number): Measurement {
  return { figure, limit, unit: 'x', ...compared }
}
