import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { docker } from '../harness/docker.js'
import { describeEngine, runId } from '../harness/engine.js'
import { summary } from '../harness/expect-findings.js'
import { mustRun } from '../harness/process.js'
import { type Scanned, scan } from '../harness/scan.js'

const suite = 'bookworm'
const packages = ['python3', 'nodejs', 'openssl', 'git', 'openssh-server']
const minutes = 60_000

describeEngine('a real Debian', () => {
  let scanned: Scanned
  beforeAll(async () => {
    const image = `jetsam-test:${runId}-debian`
    await docker(['import', '--change', `LABEL jetsam-test=${runId}`, await rootFileSystem(), image])
    scanned = await scan([image], { timeout: 5 * minutes })
  }, 15 * minutes)

  it('is read whole', () => {
    expect(scanned.report.coverage.complete).toBe(true)
    expect(scanned.report.coverage.files).toBeGreaterThan(5000)
  })

  it('holds the SSH host keys that the installation made, and nothing else of medium or above', () => {
    const serious = scanned.report.findings.filter((f) => ['critical', 'high', 'medium'].includes(f.severity))
    const hostKey = /^etc\/ssh\/ssh_host_[a-z0-9]+_key$/
    const others = serious.filter((f) => !f.occurrences.every((o) => hostKey.test(o.path ?? '')))
    expect(others.map(summary)).toEqual([])
    const paths = serious.flatMap((f) => f.occurrences.map((o) => o.path)).sort()
    expect(paths).toEqual(['ecdsa', 'ed25519', 'rsa'].map((kind) => `etc/ssh/ssh_host_${kind}_key`))
    expect(scanned.code).toBe(1)
  })

  it("puts the self-test keys of Debian's libgnutls aside, and says why", () => {
    const { suppressed } = scanned.report
    expect(suppressed.length).toBeGreaterThan(0)
    const reasons = new Set(suppressed.map(({ reason }) => reason))
    expect(reasons).toContain("part of Debian's package libgnutls30, unchanged")
    for (const reason of reasons) expect(reason).toMatch(/^part of Debian's package [a-z0-9.+-]+, unchanged$/)
  })

  it('tells what to do about host keys that every container shares', () => {
    const finding = scanned.report.findings.find((f) => f.occurrences[0]?.path?.includes('ssh_host_'))
    expect(finding?.confidence).toBe('proven')
    expect(JSON.stringify(finding?.remedy)).toMatch(/ssh-keygen -A|ssh_host_/)
  })
})

/**
 * The root file system as a tar, by mmdebstrap from the machine's own package sources. It takes a minute or two, so it is kept in
 * `JETSAM_TEST_CACHE`, else in `bench/.work`.
 */
async function rootFileSystem(): Promise<string> {
  const folder = process.env.JETSAM_TEST_CACHE ?? fileURLToPath(new URL('../../../bench/.work', import.meta.url))
  const path = join(folder, `debian-${suite}-${packages.join('-')}.tar`)
  if (existsSync(path)) return path
  await mkdir(folder, { recursive: true })
  const making = `${path}.${runId}`
  const args = ['--variant=minbase', '--format=tar', `--include=${packages.join(',')}`, suite, making]
  await mustRun('mmdebstrap', args, { timeout: 12 * minutes })
  await rename(making, path)
  return path
}
