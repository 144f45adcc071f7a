import { appendFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { output } from './measure/run.js'
import { places } from './places.js'
import type { Result, Row } from './rows/row.js'

/**
 * Appends what was measured to `bench/history.jsonl`: one run a line, ratios (or MiB, or seconds) by the names of the rows.
 * `load`: the machine's when the run began.
 */
export async function remember(results: [Row, Result][], load: number): Promise<void> {
  const measured = results.flatMap(([{ name }, result]) => ('figure' in result ? [[name, round(result.figure)]] : []))
  if (measured.length === 0) return
  const line = {
    date: new Date().toISOString(),
    commit: await commit(),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    threads: availableParallelism(),
    load: round(load),
    figures: Object.fromEntries(measured),
  }
  await appendFile(places.history, `${JSON.stringify(line)}\n`)
}

/** How many programs wanted a processor in the last minute: with many, ratios tell little. */
export function machineLoad(): number {
  return loadavg()[0]!
}

/** With a plus where the sources differ from the commit. */
async function commit(): Promise<string> {
  try {
    const id = (await output('git', ['rev-parse', '--short', 'HEAD'], places.root)).trim()
    const changes = await output(
      'git',
      ['status', '--porcelain', '--', 'src', 'signatures', 'package.json'],
      places.root,
    )
    return changes === '' ? id : `${id}+`
  } catch {
    return 'unknown'
  }
}

function round(figure: number): number {
  return Number(figure.toPrecision(4))
}
