import type { Result, Row } from './rows/row.js'

const titles = ['row', 'scan', 'against', 'scan took', 'against', 'figure', 'limit', 'peak', '']
const widths = [18, 34, 34, 11, 11, 11, 11, 10, 0]

/** The table that ends a run. */
export function tableOf(results: [Row, Result][]): string {
  return [titles, ...results.map(([row, result]) => cellsOf(row, result))].map(lineOf).join('\n')
}

/** Whether a figure is above its limit. */
export function isOver(result: Result): boolean {
  return 'figure' in result && result.figure > result.limit
}

function cellsOf({ name, scan, against }: Row, result: Result): string[] {
  if ('skipped' in result) return [name, scan, against, `skipped: ${result.skipped}`]
  const { figure, limit, unit, peak } = result
  const taken = (amount?: number) =>
    amount === undefined ? '' : unit === 'MiB' ? mebibytes(amount) : `${amount.toFixed(3)} s`
  const [value, most] = [figure, limit].map((n) =>
    unit === 'MiB' ? mebibytes(n) : `${n.toFixed(unit === 'x' ? 2 : 3)} ${unit}`,
  )
  const verdict = isOver(result) ? 'OVER' : 'ok'
  return [
    name,
    scan,
    against,
    taken(result.scan),
    taken(result.against),
    value!,
    most!,
    peak ? mebibytes(peak) : '',
    verdict,
  ]
}

function mebibytes(amount: number): string {
  return `${amount.toFixed(0)} MiB`
}

function lineOf(cells: string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index]!))
    .join('')
    .trimEnd()
}
