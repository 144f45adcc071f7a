/** Everything that can go wrong for a user, as data. The wording stands where the problem is raised; the code is a contract. */
export const problemCodes = [
  'usage',
  'image-not-found',
  'engine-unreachable',
  'engine-failed',
  'pull-failed',
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
  'interrupted',
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

/** The problem that an unknown error stands for. Errors that are no `Failure` become `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Failure) return error.problem
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) }
}
