import { describe, expect, it } from 'vitest'
import type { Io } from '../../../src/cli/io.js'
import { Failure } from '../../../src/problem.js'
import type { ScanResult } from '../../../src/scan/scan.js'
import { incomplete, jetsam, leaky, missing } from './jetsam.js'

describe('exit codes', () => {
  it.each([
    ['clean', [], {}, 0],
    ['a finding at the default limit', [], { report: leaky }, 1],
    ['a finding below the limit', ['--fail-on', 'critical'], { report: leaky }, 0],
    ['a finding less sure than the limit', ['--fail-on', 'high:proven'], { report: leaky }, 0],
    ['a finding that does not count', ['--fail-on', 'none'], { report: leaky }, 0],
    ['a hidden finding', ['--severity', 'critical'], { report: leaky }, 1],
    ['an incomplete scan', [], { report: incomplete }, 2],
    ['a problem beside findings', [], { report: leaky, problems: [missing] }, 2],
    ['a problem although nothing counts', ['--fail-on', 'none'], { problems: [missing] }, 2],
  ] as const)('%s', async (_, flags, result, exitCode) => {
    expect((await jetsam(['scan', 'shop', ...flags], result as Partial<ScanResult>)).exitCode).toBe(exitCode)
  })

  it('a scan that fails as a whole is one clear line, what to do, and 2', async () => {
    const { exitCode, stdout, stderr } = await jetsam(['scan', 'shop:9'], async () => {
      throw new Failure(missing)
    })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr.endsWith('jetsam: image-not-found: there is no image shop:9\n  look at docker images\n')).toBe(true)
  })

  it('an unforeseen error is one clear line that quotes nothing', async () => {
    const { exitCode, stderr } = await jetsam(['scan', 'shop'], async () => JSON.parse('{"password": hunter2000'))
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^jetsam: internal: .*SyntaxError.*\n {2}please report this.*\n$/)
    expect(stderr).not.toContain('hunter')
  })
})

describe('interruption', () => {
  const aborted = (): Io['signal'] => AbortSignal.abort()

  it('reports what was read, says so, and exits 2', async () => {
    const { exitCode, stdout, stderr } = await jetsam(['scan', 'a'], { report: leaky }, { signal: aborted() })
    expect(exitCode).toBe(2)
    expect(stdout).toContain('Acme token')
    expect(stderr).toContain('jetsam: interrupted: ')
  })

  it('is told as such when the scan breaks off with whatever error', async () => {
    const { exitCode, stderr } = await jetsam(
      ['scan', 'a'],
      async () => {
        throw new Error('socket hang up')
      },
      { signal: aborted() },
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('jetsam: interrupted: ')
    expect(stderr).not.toContain('socket')
  })
})
