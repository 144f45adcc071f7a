import { describe, it } from 'vitest'
import { run } from '../engine/harness/process.js'

const required = process.env.JETSAM_REQUIRE_ENGINE === '1'
const missing = await whyNone()

/**
 * A `describe` for tests that need packages from the registries of npm and Python. Without them they are skipped, and their title says why;
 * with `JETSAM_REQUIRE_ENGINE=1` they fail instead.
 */
export function describePackages(name: string, tests: () => void): void {
  if (missing === undefined) describe(name, tests)
  else if (required) {
    describe(name, () => {
      it('has its packages', () => {
        throw new Error(`JETSAM_REQUIRE_ENGINE is set, but ${missing}`)
      })
    })
  } else {
    console.warn(`Skipped, because ${missing}: ${name}`)
    describe.skip(`${name} (skipped: ${missing})`, tests)
  }
}

async function whyNone(): Promise<string | undefined> {
  if (!(await works('npm', ['view', '--fetch-retries=0', '--fetch-timeout=15000', 'ssh2@1.17.0', 'version']))) {
    return 'the npm registry cannot be reached'
  }
  if (!(await works('python3', ['-m', 'pip', '--version']))) return 'there is no pip'
  const index = ['-m', 'pip', 'index', 'versions', '--retries=0', '--timeout=15', 'paramiko']
  if (!(await works('python3', index))) return "Python's registry cannot be reached"
  return undefined
}

async function works(command: string, args: string[]): Promise<boolean> {
  try {
    return (await run(command, args, { timeout: 30_000 })).code === 0
  } catch {
    return false
  }
}
