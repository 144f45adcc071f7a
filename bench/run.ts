/**
 * `npm run bench [-- WORD…]`: how much memory and time a scan takes, over images that it makes itself (kept in `bench/.work`).
 * Words choose inputs by name. Exits 1 if a limit of memory is exceeded.
 */
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Input, makeInputs } from './inputs.js'
import { type Measured, measure } from './measure.js'

/** What an image may take above the 100 MB one in the same packing: MiB, and bytes for each tar entry. */
const above = { mebibytes: 40, bytesPerEntry: 16 }
const rounds = 2

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const main = here('../../../dist/main.js')

type Row = { input: Input; scan: Measured; floor: Measured; ratio: number }

const inputs = await makeInputs(here('..'), process.argv.slice(2))
const rows: Row[] = []
for (const input of inputs) rows.push(await compare(input))

let exceeded = false
console.log(
  `\n${['input', 'MB', 'entries', 'scan s', 'MB/s', 'floor s', 'ratio', 'peak MiB', 'limit MiB'].map(pad).join('')}`,
)
for (const row of rows) {
  const { input, scan, floor, ratio } = row
  const megabytes = statSync(input.path).size / 1e6
  const limit = limitOf(input)
  const over = scan.peak > limit
  exceeded ||= over
  const cells = [
    input.name,
    megabytes.toFixed(0),
    input.entries,
    scan.seconds.toFixed(1),
    (megabytes / scan.seconds).toFixed(0),
  ]
  const others = [
    floor.seconds.toFixed(1),
    ratio.toFixed(2),
    scan.peak.toFixed(0),
    Number.isFinite(limit) ? limit.toFixed(0) : '-',
  ]
  console.log(`${[...cells, ...others].map(pad).join('')}${over ? '  EXCEEDED' : ''}`)
}
process.exitCode = exceeded ? 1 : 0

/** Scan and floor take turns, so that both meet the same minute of the machine. */
async function compare(input: Input): Promise<Row> {
  const [scans, floors]: [Measured[], Measured[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const args = ['scan', `docker-archive:${input.path}`, '--format', 'json', '--quiet', '--fail-on', 'none']
    scans.push(await measure([main, ...args]))
    floors.push(await measure([here('./floor.js'), input.path]))
    console.log(
      `${input.name}: ${scans.at(-1)!.seconds.toFixed(1)} s, ${scans.at(-1)!.peak.toFixed(0)} MiB; floor ${floors.at(-1)!.seconds.toFixed(1)} s`,
    )
  }
  const [scan, floor] = [best(scans), best(floors)]
  return { input, scan, floor, ratio: scan.seconds / floor.seconds }
}

/** The quickest time and the highest peak. */
function best(measured: Measured[]): Measured {
  return {
    seconds: Math.min(...measured.map(({ seconds }) => seconds)),
    peak: Math.max(...measured.map(({ peak }) => peak)),
  }
}

function limitOf(input: Input): number {
  const limit = input.limit ?? Number.POSITIVE_INFINITY
  if (input.reference) return limit
  const base = rows.find((row) => row.input.reference && row.input.packing === input.packing)!
  return Math.min(limit, base.scan.peak + above.mebibytes + (above.bytesPerEntry * input.entries) / 2 ** 20)
}

function pad(cell: string | number, index: number): string {
  return index === 0 ? String(cell).padEnd(24) : String(cell).padStart(10)
}
