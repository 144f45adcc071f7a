import Table from 'cli-table3'
import type { Page } from './page.js'

const none = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', right: '', 'right-mid': '', mid: '', 'mid-mid': '', middle: '  ' },
}

/** Rows in aligned columns under a heading, without lines. Cells are printable and short enough; colours may be in them. */
export function gridLines(page: Page, head: string[], rows: string[][]): string[] {
  const table = new Table({
    head: head.map((cell) => page.colours.dim(cell)),
    chars: none,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows)
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
}
