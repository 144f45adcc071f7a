import type { z } from 'zod'

/** One mistake. `key`: the name of a member that should not be there. */
export type FlatIssue = { path: PropertyKey[]; message: string; key?: string }

type Issue = z.core.$ZodIssue

/** The schema's complaints, made with `reportInput`, as single mistakes: each unknown key by itself, and of alternatives those of the one that was meant. */
export function flatIssues(issues: readonly Issue[], path: readonly PropertyKey[] = []): FlatIssue[] {
  return issues.flatMap((issue) => {
    const whole = [...path, ...issue.path]
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: whole, key, message: `there is no setting '${key}' here` }))
    }
    if (issue.code === 'invalid_union') return flatIssues(meantAlternative(issue.errors), whole)
    return [{ path: whole, message: messageOf(issue) }]
  })
}

/** The alternative that fits as a whole and fails in a part, or else in its value, but not in its kind. If there is none, the first. */
function meantAlternative(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const isOfOtherKind = ({ code, path }: Issue) => code === 'invalid_type' && path.length === 0
  return (
    alternatives.find((issues) => issues.every(({ path }) => path.length > 0)) ??
    alternatives.find((issues) => !issues.some(isOfOtherKind)) ??
    alternatives[0] ??
    []
  )
}

function messageOf(issue: Issue): string {
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`
  if (issue.code !== 'invalid_type') return issue.message
  if ('input' in issue && issue.input === undefined) return 'is missing'
  if (!issue.message.startsWith('Invalid input')) return issue.message
  return `must be ${kinds[issue.expected] ?? issue.expected}`
}

const kinds: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  string: 'a text',
}
