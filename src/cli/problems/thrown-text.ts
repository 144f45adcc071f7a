import { Failure, problemOf } from '../../problem.js'
import { printable } from '../../report/terminal.js'
import { problemText } from './text.js'

/** What stderr says about anything that was thrown; with `JETSAM_DEBUG=1`, of the unforeseen, all there is to say. */
export function thrownText(error: unknown, env: NodeJS.ProcessEnv): string {
  const text = problemText(problemOf(error))
  if (env.JETSAM_DEBUG !== '1' || error instanceof Failure) return text
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `${text}${stack.split('\n').map(printable).join('\n')}\n`
}
