import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { type Registry, startRegistry } from '../../../engine/harness/registry.js'
import { jetsam, scan } from '../../../engine/harness/scan.js'
import { json } from '../../build-archive.js'
import { clean, found, isThere, stock, tokens } from './stock.js'

const account = { user: 'me', password: expandTemplate('{base62:20}', 'account') }

describe.skipIf(!isThere)("a real registry server (Debian's docker-registry)", () => {
  let folder: string
  let open: Registry
  let closed: Registry
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-real-registry-'))
    const storage = join(folder, 'storage')
    ;[open, closed] = await Promise.all([startRegistry({ storage }), startRegistry({ storage, account })])
    await stock(open.host)
  })
  afterAll(async () => {
    await Promise.all([open, closed].map((registry) => registry?.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  describe('with an account', () => {
    const login = (password: string) => ({
      args: ['--username', account.user, '--password-stdin', '--no-cache'],
      options: { env: clean, stdin: Readable.from([`${password}\n`]) },
    })

    it('lets in who has the password', async () => {
      const { args, options } = login(account.password)
      const scanned = await scan([`registry:${closed.host}/team/app:1`, ...args], options)
      expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    })

    it("lets in whom Docker's configuration knows", async () => {
      const config = join(folder, 'docker')
      await mkdir(config)
      const auth = Buffer.from(`${account.user}:${account.password}`).toString('base64')
      await writeFile(join(config, 'config.json'), json({ auths: { [closed.host]: { auth } } }))
      const env = { ...clean, DOCKER_CONFIG: config }
      expect(found(await scan([`registry:${closed.host}/team/app:1`, '--no-cache'], { env }))).toEqual(
        tokens(['shared', 'own']),
      )
    })

    it.each(['wrong', undefined])('turns away who has %s', async (password) => {
      const { args, options } = password ? login(password) : { args: [], options: { env: clean } }
      const { code, stderr } = await jetsam(['scan', '-q', `registry:${closed.host}/team/app:1`, ...args], options)
      expect(code).toBe(2)
      expect(stderr).toMatch(/^jetsam: credentials-failed: /m)
    })
  })
})
