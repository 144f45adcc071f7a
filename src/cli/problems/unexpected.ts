import { Failure, type Problem } from '../../problem.js'

/**
 * The problem that any thrown value stands for. An error that nobody foresaw is told by its kind and place only: its message may quote
 * what was being read, a secret included (`JSON.parse` does so).
 */
export function problemOfThrown(error: unknown): Problem {
  if (error instanceof Failure) return error.problem
  const known = systemMessage(error) ?? (error instanceof Error ? `${error.name}${placeOf(error)}` : typeof error)
  return {
    code: 'internal',
    message: `something went wrong that should not: ${known}`,
    hint: 'please report this; JETSAM_DEBUG=1 tells more, but may show what was being read',
  }
}

/** Errors of the operating system name a call, a path and a reason, never contents. */
function systemMessage(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error ? error.message : undefined
}

/** ` at scan/scan.js:12` of the first frame that is our own. */
function placeOf(error: Error): string {
  const frame = /\/(?:dist|src)\/([\w./-]+:\d+):\d+\)?$/m.exec(error.stack ?? '')?.[1]
  return frame ? ` at ${frame}` : ''
}
