/** Everything that can go wrong for a user, as data. The wording stands where the problem is raised; the code is a contract. */
export const problemCodes = [
  'usage',
  'image-not-found',
  'engine-unreachable',
  'engine-failed',
  'pull-failed',
  'registry-unreachable',
  'registry-failed',
  'credentials-failed',
  'archive-not-found',
  'archive-empty',
  'archive-not-tar',
  'archive-truncated',
  'archive-corrupt',
  'archive-no-manifest',
  'layer-missing',
  'layer-corrupt',
  'output-failed',
  'signatures-invalid',
  'config-invalid',
  'baseline-invalid',
  'report-invalid',
  'compose-invalid',
  'interrupted',
  'incomplete',
  'internal',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export type Problem = {
  code: ProblemCode
  /** One line: what happened, with the names involved. Never holds a secret. */
  message: string
  /** One line: what the user can do next. */
  hint?: string
}

/** The one error class: carries a `Problem` up to the command line. */
export class Failure extends Error {
  readonly problem: Problem
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options)
    this.name = 'Failure'
    this.problem = problem
  }
}

/**
 * The problem that any thrown value stands for. An error that nobody foresaw is told by its kind and place only: its message may
 * quote what was being read, a secret included (`JSON.parse` does so).
 */
export function problemOf(error: unknown): Problem {
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
