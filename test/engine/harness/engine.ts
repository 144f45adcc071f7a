import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, describe, it } from 'vitest'
import { docker, tryDocker } from './docker.js'
import { seed } from './fresh.js'

/** Every image and container of this test file carries `jetsam-test=RUN_ID`, so that nothing of anybody else's is removed. */
export const runId = `run-${randomBytes(4).toString('hex')}`

const required = process.env.JETSAM_REQUIRE_ENGINE === '1'
const missing = await whyNoEngine()

/**
 * A `describe` for tests that need a Docker engine (`DOCKER_HOST`, else the client's default). Without one they are skipped,
 * and their title says why; with `JETSAM_REQUIRE_ENGINE=1` they fail instead. What they built is removed afterwards.
 */
export function describeEngine(name: string, tests: () => void): void {
  if (missing === undefined) {
    describe(name, () => {
      afterEach(({ task }) => {
        if (task.result?.state === 'fail') console.error(`${task.name}: repeat with JETSAM_TEST_SEED=${seed}`)
      })
      afterAll(cleanUp)
      tests()
    })
  } else if (required) {
    describe(name, () => {
      it('has a Docker engine', () => {
        throw new Error(`JETSAM_REQUIRE_ENGINE is set, but ${missing}`)
      })
    })
  } else {
    console.warn(`Skipped, because ${missing}: ${name}`)
    describe.skip(`${name} (skipped: ${missing})`, tests)
  }
}

async function whyNoEngine(): Promise<string | undefined> {
  try {
    const version = await tryDocker(['version', '--format', '{{.Server.Version}}'], { timeout: 15_000 })
    return version.code === 0 ? undefined : `no Docker engine answers: ${version.stderr.trim().split('\n').at(-1)}`
  } catch {
    return 'there is no Docker client'
  }
}

async function cleanUp(): Promise<void> {
  const label = `label=jetsam-test=${runId}`
  const containers = await docker(['ps', '--all', '--quiet', '--filter', label])
  if (containers) await docker(['rm', '--force', ...containers.split('\n')])
  // A parent goes with its last child, so one round may leave some behind and name some that are gone.
  for (let round = 0; round < 3; round++) {
    const images = await docker(['images', '--all', '--quiet', '--filter', label])
    if (!images) return
    await tryDocker(['rmi', '--force', ...new Set(images.split('\n'))])
  }
}
