import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, startRegistry } from '../../../engine/harness/registry.js'
import { jetsam, scan } from '../../../engine/harness/scan.js'
import { clean, found, isThere, stock, tokens } from './stock.js'

describe.skipIf(!isThere)('a real registry server as a mirror', () => {
  let folder: string
  let mirror: Registry
  let empty: Registry
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-real-mirror-'))
    ;[mirror, empty] = await Promise.all([startRegistry(), startRegistry()])
    await stock(mirror.host)
  })
  afterAll(async () => {
    await Promise.all([mirror, empty].map((registry) => registry?.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  it('stands for a registry that cannot be reached', async () => {
    const flags = ['--registry-mirror', `nowhere.invalid=http://${mirror.host}`, '--no-cache']
    const scanned = await scan(['registry:nowhere.invalid/team/app:1', ...flags], { env: clean })
    expect(scanned.report.images).toMatchObject([{ reference: 'nowhere.invalid/team/app:1' }])
    expect(found(scanned)).toEqual(tokens(['shared', 'own']))
  })

  it('that has nothing hands over to the next one, and to the registry', async () => {
    const flags = ['--registry-mirror', `${mirror.host}=http://${empty.host}`, '--no-cache']
    const scanned = await scan([`registry:${mirror.host}/team/app:all`, ...flags], { env: clean })
    expect(found(scanned)).toEqual(tokens(['shared', 'own', 'statement']))
    const both = [
      '--registry-mirror',
      `nowhere.invalid=${empty.host}`,
      '--registry-mirror',
      `nowhere.invalid=${mirror.host}`,
    ]
    expect(found(await scan(['registry:nowhere.invalid/team/app:1', ...both, '--no-cache'], { env: clean }))).toEqual(
      tokens(['shared', 'own']),
    )
  })

  it('is known from registries.conf', async () => {
    const path = join(folder, 'registries.conf')
    await writeFile(
      path,
      `[[registry]]\nprefix = "nowhere.invalid/images"\nlocation = "${empty.host}/team"\n[[registry.mirror]]\nlocation = "${mirror.host}/team"\n`,
    )
    const env = { ...clean, CONTAINERS_REGISTRIES_CONF: path }
    const scanned = await scan(['registry:nowhere.invalid/images/app:1', '--no-cache'], { env })
    expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    const { code, stderr } = await jetsam(['scan', '-q', 'registry:nowhere.invalid/images/gone:1'], { env })
    expect([code, stderr]).toEqual([2, expect.stringContaining(`(before: its mirror ${mirror.host} answered 404)`)])
  })
})
