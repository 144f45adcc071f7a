import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, startRegistry } from '../../../engine/harness/registry.js'
import { jetsam, scan } from '../../../engine/harness/scan.js'
import { makeCertificates } from './certificates.js'
import { clean, found, isThere, stock, tokens } from './stock.js'

describe.skipIf(!isThere)("a real registry server (Debian's docker-registry)", () => {
  let folder: string
  let open: Registry
  let secure: Registry
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-real-registry-'))
    const storage = join(folder, 'storage')
    await makeCertificates(folder)
    const tls = { certificate: join(folder, 'server.pem'), key: join(folder, 'server.key') }
    ;[open, secure] = await Promise.all([startRegistry({ storage }), startRegistry({ storage, tls })])
    await stock(open.host)
  })
  afterAll(async () => {
    await Promise.all([open, secure].map((registry) => registry?.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  describe('with a certificate of a private authority', () => {
    it('is trusted if the authority is', async () => {
      const flags = ['--registry-ca', join(folder, 'ca.pem'), '--no-cache']
      const scanned = await scan([`registry:${secure.host}/team/app:1`, ...flags], { env: clean })
      expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    })

    it('is not trusted otherwise, nor asked without TLS', async () => {
      const { code, stderr } = await jetsam(['scan', '-q', `registry:${secure.host}/team/app:1`], { env: clean })
      expect(code).toBe(2)
      expect(stderr).toMatch(/registry-unreachable: .*signed by nobody that we trust\n {2}.*--registry-ca/)
    })

    it('is taken as it is, if the user says so', async () => {
      const flags = ['--insecure-registry', secure.host, '--no-cache']
      const scanned = await scan([`registry:${secure.host}/team/app:1`, ...flags], { env: clean })
      expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    })

    it.each(['absent.pem', 'server.key'])('cannot be vouched for by %s', async (name) => {
      const flags = ['--registry-ca', join(folder, name)]
      const { code, stderr } = await jetsam(['scan', '-q', `registry:${secure.host}/team/app:1`, ...flags], {
        env: clean,
      })
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^jetsam: usage: --registry-ca: /)])
    })
  })
})
