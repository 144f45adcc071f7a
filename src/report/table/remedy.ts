import type { Remedy } from '../../findings/finding.js'
import { printable, widthOf } from '../terminal.js'
import { indented, labelled, labelWidth, type Page } from './page.js'

/** What to do: the summary, numbered steps with their commands, links. */
export function remedyLines(page: Page, remedy: Remedy): string[] {
  return [
    ...labelled(page, 'what to do', remedy.summary, page.colours.bold),
    ...remedy.steps.flatMap((step, at) => stepLines(page, step, at + 1)),
    ...linkLines(page, remedy),
  ]
}

/** A labelled text of several lines; those that start with a space are commands. */
export function textLines(page: Page, label: string, text: string): string[] {
  const [first = '', ...more] = text.split('\n')
  const next = (line: string) => (line.startsWith(' ') ? commandLines(page, line.trim()) : indented(page, 0, line))
  return [...labelled(page, label, first), ...more.flatMap(next)]
}

/** Links stand on lines of their own and are never broken, so that a terminal can open them. */
export function linkLines(page: Page, remedy: Remedy): string[] {
  return remedy.links.map((link) => ' '.repeat(labelWidth) + page.colours.dim(printable(link)))
}

function stepLines(page: Page, step: string, number: number): string[] {
  const [first = '', ...more] = step.split('\n')
  const lead = `${number}. `
  const margin = ' '.repeat(labelWidth)
  const lines = indented(page, lead.length, first)
  lines[0] = margin + lead + lines[0]!.slice(margin.length + lead.length)
  return [...lines, ...more.flatMap((line) => continuation(page, line))]
}

/** A line that starts with a space is a command; the others go on with the sentence. */
function continuation(page: Page, line: string): string[] {
  return line.startsWith(' ') ? commandLines(page, line.trim()) : indented(page, 3, line)
}

/** A command, broken only where a backslash lets shell and Dockerfile read on: between words, never inside quotes. */
function commandLines(page: Page, command: string): string[] {
  const margin = ' '.repeat(labelWidth + 5)
  const width = page.columns - margin.length - 2
  const lines: string[] = []
  let line = ''
  for (const word of wordsOf(printable(command))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(`${line} \\`)
      line = `  ${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((one) => margin + page.colours.cyan(one))
}

/** The words of a command, with all that stands between two quotes in one. */
function wordsOf(command: string): string[] {
  const words = command.split(' ')
  const joined: string[] = []
  let open = ''
  for (const word of words) {
    if (open === '') joined.push(word)
    else joined[joined.length - 1] += ` ${word}`
    for (const sign of word) {
      if (open === '' && (sign === '"' || sign === "'")) open = sign
      else if (sign === open) open = ''
    }
  }
  return open === '' ? joined : words
}
