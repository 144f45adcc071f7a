import type { Problem } from '../../problem.js'
import { printable } from '../../report/terminal.js'

/** A problem for stderr: one line with its code, and one with what to do. */
export function problemText({ code, message, hint }: Problem): string {
  return `jetsam: ${code}: ${printable(message)}\n${hint ? `  ${printable(hint)}\n` : ''}`
}
