/**
 * `npm run bench [-- WORD…]`: scans next to their floors, over inputs that it makes itself (kept in `bench/.work`). A word chooses
 * the rows whose names hold it; huge ones, which need disk and minutes, only where the word begins with `huge`. Exits 1 if a figure is over its limit.
 */
import { machineLoad, remember } from './history.js'
import { engineRows } from './rows/engine.js'
import { memoryRows } from './rows/memory.js'
import { programRows } from './rows/program.js'
import { readingRows } from './rows/reading.js'
import type { Result, Row } from './rows/row.js'
import { secondScanRows } from './rows/second-scan.js'
import { unwrappingRows } from './rows/unwrapping.js'
import { isOver, tableOf } from './table.js'

const all = [...readingRows, ...engineRows, ...secondScanRows, ...unwrappingRows, ...programRows, ...memoryRows]
const chosen = rowsOf(process.argv.slice(2))

const load = machineLoad()
const results: [Row, Result][] = []
for (const row of chosen) {
  console.log(`${row.name}: ${row.scan} against ${row.against || 'its limit'}`)
  results.push([row, await row.measure()])
}
console.log(`\n${tableOf(results)}`)
await remember(results, load)
process.exitCode = results.some(([, result]) => isOver(result)) ? 1 : 0

function rowsOf(words: string[]): Row[] {
  if (words.length === 0) return all.filter(({ name }) => !isHuge(name))
  const unknown = words.find((word) => !all.some(({ name }) => name.includes(word)))
  if (unknown !== undefined) {
    console.error(`no row is called ${unknown}; there are ${all.map(({ name }) => name).join(', ')}`)
    process.exit(2)
  }
  return all.filter(({ name }) => words.some((word) => name.includes(word) && (!isHuge(name) || isHuge(word))))
}

function isHuge(name: string): boolean {
  return name.startsWith('huge')
}
