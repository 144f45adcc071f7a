import type { Remedy } from '../../findings/finding.js'
import { codeBlock, plainText } from './escape.js'

/** The steps of a remedy as a numbered list, commands as code. */
export function remedyLines({ steps }: Remedy, indent: string): string[] {
  return steps.flatMap((step, at) => stepLines(step, at + 1, indent))
}

/** A step; its lines that start with a space are commands. */
function stepLines(step: string, number: number, indent: string): string[] {
  const [first = '', ...more] = step.split('\n')
  const lead = `${indent}${number}. `
  const margin = ' '.repeat(lead.length)
  const lines = [lead + plainText(first)]
  let commands: string[] = []
  const flush = () => {
    if (commands.length > 0) lines.push(...codeBlock(commands, margin))
    commands = []
  }
  for (const line of more) {
    if (line.startsWith(' ')) commands.push(line.slice(2))
    else {
      flush()
      lines.push(margin + plainText(line))
    }
  }
  flush()
  return lines
}
