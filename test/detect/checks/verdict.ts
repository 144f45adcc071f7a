import type { CheckResult } from '../../../src/detect/checks/check.js'
import { checks } from '../../../src/detect/checks/checks.js'

/** What a check says of a value; `name` may have an argument behind a colon. */
export function verdict(name: string, value: string, now = 1_700_000_000): CheckResult {
  const [id, argument = ''] = name.split(':')
  return checks.get(id!)!({ value, argument, now })
}

/** The value with another character in the middle of it. */
export function altered(value: string, at = value.length >> 1): string {
  return value.slice(0, at) + (value[at] === 'b' ? 'c' : 'b') + value.slice(at + 1)
}
