import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { expectFinding } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { jetsam, scan } from '../harness/scan.js'

describeEngine('the ways to an engine', () => {
  const value = fresh(templates.npmToken)
  let folder: string
  let image: string
  let host: string
  const nowhere = 'unix:///nonexistent/docker.sock'

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-context-'))
    image = await buildImage({ builder: 'classic', dockerfile: `FROM base\nENV NPM_TOKEN=${value}` })
    const context = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']
    host = process.env.DOCKER_HOST ?? (await docker(context))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** A folder of Docker's configuration with one context, as `docker context create` writes it. */
  async function dockerConfig(name: string, config: object): Promise<string> {
    const path = join(folder, name)
    const meta = join(path, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'))
    await mkdir(meta, { recursive: true })
    const endpoints = { docker: { Host: host, SkipTLSVerify: false } }
    await writeFile(join(meta, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: endpoints }))
    await writeFile(join(path, 'config.json'), JSON.stringify(config))
    return path
  }

  it('--docker-host wins over the environment', async () => {
    const { report } = await scan([image, '--docker-host', host], { env: { DOCKER_HOST: nowhere } })
    expectFinding(report, { value, exposure: 'env' })
  })

  it('DOCKER_HOST wins over a context', async () => {
    const env = { DOCKER_HOST: host, DOCKER_CONTEXT: 'no-such-context' }
    expectFinding((await scan([image], { env })).report, { value, exposure: 'env' })
  })

  it('the current context of Docker', async () => {
    const env = { DOCKER_HOST: undefined, DOCKER_CONFIG: await dockerConfig('harbour', { currentContext: 'harbour' }) }
    expectFinding((await scan([image], { env })).report, { value, exposure: 'env' })
  })

  it('the context that DOCKER_CONTEXT names', async () => {
    const env = { DOCKER_HOST: undefined, DOCKER_CONTEXT: 'named', DOCKER_CONFIG: await dockerConfig('named', {}) }
    expectFinding((await scan([image], { env })).report, { value, exposure: 'env' })
  })

  it.each([
    ['--docker-host', ['--docker-host', nowhere], {}],
    ['DOCKER_HOST', [], { DOCKER_HOST: nowhere }],
    ['DOCKER_CONTEXT', [], { DOCKER_HOST: undefined, DOCKER_CONTEXT: 'no-such-context' }],
  ])('never falls through from an engine that was named by %s', async (_, args, env) => {
    const ended = await jetsam(['scan', image, '--quiet', ...args], { env })
    expect(ended.stderr).toMatch(/^jetsam: (engine-unreachable|usage): /)
    expect(ended.code).toBe(2)
  })
})
