import { Failure } from '../../problem.js'

/** Reads `--format` of commands that print a table or JSON. Throws a `Failure` for anything else. */
export function readFormat(format: string): 'table' | 'json' {
  if (format === 'table' || format === 'json') return format
  throw new Failure({ code: 'usage', message: `--format '${format}': must be table or json` })
}
