import { RE2JS } from 're2js'

/** What is wrong with a regular expression in RE2's syntax, in one line; undefined if nothing is. `group`: which must be there. */
export function regexProblem(source: string, group = 0): string | undefined {
  try {
    const groups = RE2JS.compile(source).groupCount()
    return group > groups ? `there is no group ${group}: the expression has ${groups}` : undefined
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0]
  }
}
