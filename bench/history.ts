import { appendFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { output } from './measure/run.js'
import { places } from './places.js'
import type { Measurement, Result, Row } from './rows/row.js'

/**
 * Appends what was measured to `bench/history.jsonl`: one run a line, ratios (or MiB, or seconds) by the names of the rows.
 * `load`: the machine's when the run began.
 */
export async function remember(results: [Row, Result][], load: number): Promise<void> {
  const figures = byName(results, ({ figure }) => figure)
  if (Object.keys(figures).length === 0) return
  const line = {
    date: new Date().toISOString(),
    commit: await commit(),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    threads: availableParallelism(),
    load: round(load),
    figures,
    cpuRatios: byName(results, ({ cpuRatio }) => cpuRatio),
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

function byName(results: [Row, Result][], of: (measured: Measurement) => number | undefined): Record<string, number> {
  const figures: Record<string, number> = {}
  for (const [{ name }, result] of results) {
    const figure = 'figure' in result ? of(result) : undefined
    if (figure !== undefined) figures[name] = round(figure)
  }
  return figures
}

function round(figure: number): number {
  return Number(figure.toPrecision(4))
}
