import { type Measurement, mostMemory, type Result, type Row } from './rows/row.js'

const titles = ['row', 'scan', 'against', 'took', 'against', 'ratio', 'limit', 'of cpu', 'peak', '']
const widths = [18, 34, 34, 10, 10, 10, 10, 9, 9, 0]

/** The table that ends a run. */
export function tableOf(results: [Row, Result][]): string {
  return [titles, ...results.map(([row, result]) => cellsOf(row, result))].map(lineOf).join('\n')
}

/** Whether a figure is above its limit, or a scan took more memory than any may. */
export function isOver(result: Result): boolean {
  return 'figure' in result && (result.figure > result.limit || (result.peak ?? 0) > mostMemory)
}

function cellsOf({ name, scan, against }: Row, result: Result): string[] {
  if ('skipped' in result) return [name, scan, against, `skipped: ${result.skipped}`]
  const { figure, limit, unit, cpuRatio, peak } = result
  const took = [result.scan, result.against].map((amount) => shown(amount, unit === 'x' ? 's' : unit))
  const figures = [shown(figure, unit), shown(limit, unit), shown(cpuRatio, 'x'), shown(peak, 'MiB')]
  return [name, scan, against, ...took, ...figures, isOver(result) ? 'OVER' : 'ok']
}

function shown(amount: number | undefined, unit: Measurement['unit']): string {
  if (amount === undefined) return ''
  return `${amount.toFixed({ x: 2, s: 3, MiB: 0 }[unit])} ${unit}`
}

function lineOf(cells: string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index]!))
    .join('')
    .trimEnd()
}
