import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { thrownText } from '../src/cli/problems/thrown-text.js'
import { Failure, problemOf } from '../src/problem.js'

function thrownBy(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}

describe('problemOf', () => {
  const quoting = thrownBy(() => JSON.parse('{"a": hunter2000}'))

  it('keeps the problem of a failure', () => {
    const problem = { code: 'engine-unreachable', message: 'no engine' } as const
    expect(problemOf(new Failure(problem))).toBe(problem)
  })

  it('never repeats a message that may quote what was read', () => {
    expect(String((quoting as Error).message)).toContain('hunter')
    const { code, message } = problemOf(quoting)
    expect(code).toBe('internal')
    expect(message).toContain('SyntaxError')
    expect(message).not.toContain('hunter')
  })

  it('tells all on request', () => {
    expect(thrownText(quoting, { JETSAM_DEBUG: '1' })).toContain('hunter')
    expect(thrownText(quoting, {})).not.toContain('hunter')
  })

  it('tells what the operating system said', () => {
    const error = thrownBy(() => readFileSync('/no/such/file'))
    expect(problemOf(error).message).toContain("ENOENT: no such file or directory, open '/no/such/file'")
  })

  it('takes anything that can be thrown', () => {
    for (const thrown of [undefined, null, 'text', 5, {}]) expect(problemOf(thrown).code).toBe('internal')
  })
})
