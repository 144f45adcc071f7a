import pc from 'picocolors'
import type { Severity } from '../../findings/finding.js'
import { printable } from '../terminal.js'
import { wrap } from '../wrap.js'

/** What the parts of the report for people share: how wide it is, and how things look. */
export type Page = {
  columns: number
  colours: ReturnType<typeof pc.createColors>
}

/** Narrower than this nothing can be laid out; wider than this no sentence reads well. */
const narrowest = 40
const widest = 140

export function makePage(columns: number, colour: boolean): Page {
  return { columns: Math.min(widest, Math.max(narrowest, columns)), colours: pc.createColors(colour) }
}

/** Width of the labels (`secret`, `where` …) that stand left of a block. */
export const labelWidth = 12

/** A labelled block: the label once, the wrapped text beside it. The text is made printable; styling comes after. */
export function labelled(page: Page, label: string, text: string, style = (line: string) => line): string[] {
  const lines = wrap(printable(text), page.columns - labelWidth)
  return lines.map((line, at) => page.colours.dim((at === 0 ? label : '').padEnd(labelWidth)) + style(line))
}

/** Lines set under a labelled block, further indented. */
export function indented(page: Page, indent: number, text: string, style = (line: string) => line): string[] {
  const margin = ' '.repeat(labelWidth + indent)
  return wrap(printable(text), page.columns - margin.length).map((line) => margin + style(line))
}

/** The severity in capitals and in its colour. */
export function severityWord(page: Page, severity: Severity): string {
  const { colours } = page
  const styles: Record<Severity, (text: string) => string> = {
    critical: (text) => colours.bold(colours.red(text)),
    high: colours.red,
    medium: colours.yellow,
    low: colours.blue,
    info: colours.dim,
  }
  return styles[severity](severity.toUpperCase())
}

/** The blocks that hold lines as one text, an empty line between two of them. */
export function joinBlocks(blocks: readonly string[][]): string {
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(inert).join('\n'))
  return `${text.join('\n\n')}\n`
}

/** The line as it may stand in the log of a CI system, which takes `::` at the start of a line for a command, indented or not. */
function inert(line: string): string {
  return line.replace(/^(\s*)::/, '$1\\x3a:').trimEnd()
}
