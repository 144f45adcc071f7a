import { linesOf } from '../lines.js'
import type { PackageRecords } from '../package-reader.js'

/** Reads three lines each: the path as packages know it, the path where it is now, and who moved it (dpkg-divert(1)). */
export function readDiversions(text: string, records: Pick<PackageRecords, 'divert'>): void {
  const lines: string[] = []
  for (const line of linesOf(text)) {
    if (lines.push(line) < 3) continue
    const [from, to] = lines.splice(0)
    if (from && to) records.divert(from, to)
  }
}
