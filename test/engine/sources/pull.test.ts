import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { docker, tryDocker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { expectExactly } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { type Registry, startRegistry } from '../harness/registry.js'
import { jetsam, scan } from '../harness/scan.js'

describeEngine('images that the engine has to pull', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-pull-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const envImage = (token: string) =>
    buildImage({ builder: 'classic', dockerfile: `FROM base\nENV NPM_TOKEN=${token}` })

  /** Pushes what `image` is as `name`, and forgets it here. */
  async function publish(image: string, name: string, config: string[] = []): Promise<void> {
    await docker(['tag', image, name])
    await docker([...config, 'push', name])
    await docker(['rmi', name, image])
  }

  describe('from an open registry', () => {
    let registry: Registry
    const [first, second] = [fresh(templates.npmToken), fresh(templates.npmToken)]
    beforeAll(async () => {
      registry = await startRegistry()
      await publish(await envImage(first), `${registry.host}/team/app:1`)
    })
    afterAll(() => registry?.stop())

    it('does not pull when told not to', async () => {
      const ended = await jetsam(['scan', `${registry.host}/team/app:1`, '--pull', 'never'])
      expect(ended.stderr).toMatch(/^jetsam: image-not-found: /m)
      expect(ended.code).toBe(2)
    })

    it('pulls an image that is absent, and says so', async () => {
      const { report, code } = await scan([`${registry.host}/team/app:1`])
      expectExactly(report, [{ value: first, exposure: 'env', key: 'NPM_TOKEN' }])
      expect(report.images[0]!.source).toMatch(/pulled/)
      expect(code).toBe(1)
      const again = await scan([`${registry.host}/team/app:1`])
      expect(again.report.images[0]!.source).not.toMatch(/pulled/)
    })

    it('pulls what is newer with --pull always only', async () => {
      const name = `${registry.host}/team/app:2`
      await publish(await envImage(first), name)
      await docker(['pull', name])
      await docker(['tag', name, `${name}-kept`])
      await publish(await envImage(second), name)
      await docker(['tag', `${name}-kept`, name])
      expectExactly((await scan([name])).report, [{ value: first }])
      expectExactly((await scan([name, '--pull', 'always'])).report, [{ value: second }])
      await docker(['rmi', `${name}-kept`])
    })

    it('says what failed for a name that the registry does not know', async () => {
      const ended = await jetsam(['scan', `${registry.host}/team/absent:1`])
      expect(ended.stderr).toMatch(/^jetsam: (image-not-found|pull-failed): /m)
      expect(ended.code).toBe(2)
    })
  })

  describe('from a registry with accounts', () => {
    const account = { user: 'reader', password: fresh(templates.password) }
    const value = fresh(templates.npmToken)
    let registry: Registry
    let name: string
    const auth = Buffer.from(`${account.user}:${account.password}`).toString('base64')

    async function dockerConfig(kind: string, config: object): Promise<string> {
      const path = join(folder, kind)
      await mkdir(path, { recursive: true })
      await writeFile(join(path, 'config.json'), JSON.stringify(config))
      return path
    }

    beforeAll(async () => {
      registry = await startRegistry({ account })
      name = `${registry.host}/private/app:1`
      const config = await dockerConfig('push', { auths: { [registry.host]: { auth } } })
      await publish(await envImage(value), name, ['--config', config])
    })
    afterAll(() => registry?.stop())
    beforeEach(async () => {
      await tryDocker(['rmi', '--force', name])
    })

    it('uses the credentials in the configuration of Docker', async () => {
      const config = await dockerConfig('auths', { auths: { [registry.host]: { auth } } })
      const { report, code } = await scan([name], { env: { DOCKER_CONFIG: config } })
      expectExactly(report, [{ value, exposure: 'env', key: 'NPM_TOKEN' }])
      expect(code).toBe(1)
    })

    it.each(['credHelpers', 'credsStore'])('asks a credential helper (%s)', async (kind) => {
      const helper = join(folder, 'docker-credential-jetsam-test')
      const answer = JSON.stringify({ ServerURL: registry.host, Username: account.user, Secret: account.password })
      await writeFile(helper, `#!/bin/sh\ntest "$1" = get || exit 1\ncat >/dev/null\necho '${answer}'\n`)
      await chmod(helper, 0o755)
      const config = kind === 'credsStore' ? 'jetsam-test' : { [registry.host]: 'jetsam-test' }
      const env = {
        DOCKER_CONFIG: await dockerConfig(kind, { [kind]: config }),
        PATH: `${folder}:${process.env.PATH}`,
      }
      expectExactly((await scan([name], { env })).report, [{ value, exposure: 'env', key: 'NPM_TOKEN' }])
    })

    const wrong = fresh(templates.password)
    it.each([
      ['none', {}],
      ['a wrong password', { auth: Buffer.from(`${account.user}:${wrong}`).toString('base64') }],
    ])('says that the pull was refused, and repeats no credentials: %s', async (kind, entry) => {
      const config = await dockerConfig(`refused-${kind.length}`, { auths: { [registry.host]: entry } })
      const ended = await jetsam(['scan', name], { env: { DOCKER_CONFIG: config } })
      expect(ended.stderr).toMatch(/^jetsam: (pull-failed|credentials-failed): /m)
      expect(ended.stdout + ended.stderr).not.toContain(wrong)
      expect(ended.code).toBe(2)
    })
  })
})
