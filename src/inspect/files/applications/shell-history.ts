import type { Candidate } from '../../../findings/candidate.js'
import { inspectCommand } from '../../commands/inspect.js'
import { defineFormat } from '../define-format.js'
import { linesOf } from '../syntax/lines.js'

/** Longest command that is looked into, in bytes. */
const MAX_COMMAND = 65_536

/** What was typed into shells. Source: bash(1), `HISTTIMEFORMAT`; zshoptions(1), `EXTENDED_HISTORY`; fish's `history` command. */
export const shellHistory = defineFormat({
  id: 'shell-history',
  names: [
    '.bash_history',
    '.zsh_history',
    '.ash_history',
    '.sh_history',
    '.history',
    '.ksh_history',
    '.histfile',
    '.zhistory',
    'fish_history',
  ],
  parse: (text, path) => {
    const found: Candidate[] = []
    for (const { start, end } of commandsOf(text, path.endsWith('fish_history'))) {
      if (end - start > MAX_COMMAND) continue
      for (const one of inspectCommand(text.slice(start, end)))
        found.push({ ...one, start: one.start + start, end: one.end + start })
    }
    return found
  },
})

/** Ranges of the commands: without time stamps, and with the lines that a backslash at a line's end continues. */
function* commandsOf(text: string, fish: boolean): Generator<{ start: number; end: number }> {
  let open: number | undefined
  for (const line of linesOf(text)) {
    if (fish) {
      const command = /^- cmd: /.exec(line.value)
      if (command) yield { start: line.start + command[0].length, end: line.end }
      continue
    }
    if (open === undefined && /^#\d{9,12}$/.test(line.value)) continue
    const stamp = open === undefined ? /^: \d{1,12}:\d{1,9};/.exec(line.value) : null
    open ??= line.start + (stamp?.[0].length ?? 0)
    if (line.value.endsWith('\\') && line.end < text.length) continue
    if (line.end > open) yield { start: open, end: line.end }
    open = undefined
  }
  if (open !== undefined) yield { start: open, end: text.length }
}
