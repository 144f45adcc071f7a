import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePlatform } from '../../../../src/image/platform.js'
import { problemOf } from '../../../../src/problem.js'
import { endpointStrategies, findEngine } from '../../../../src/sources/engine/find/find-engine.js'
import type { FindOptions } from '../../../../src/sources/engine/find/strategy.js'

let folder: string
let servers: Server[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetsam-find-'))
})
afterAll(async () => {
  for (const server of servers) server.close()
  servers = []
  await rm(folder, { recursive: true, force: true })
})

/** Something that answers as an engine does, at a socket or port. */
function engineAt(place: string | number, apiVersion: string): Promise<Server> {
  const server = createServer((request, response) => {
    response.statusCode = request.url?.startsWith('/version') ? 200 : 404
    response.end(JSON.stringify({ ApiVersion: apiVersion }))
  })
  servers.push(server)
  return new Promise((resolve) => server.listen(place, () => resolve(server)))
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, JSON.stringify(value))
}

async function home(name: string, currentContext?: string, contexts: Record<string, string> = {}): Promise<string> {
  const path = join(folder, name)
  await writeJson(join(path, '.docker/config.json'), currentContext ? { currentContext } : {})
  for (const [context, Host] of Object.entries(contexts)) {
    const id = createHash('sha256').update(context).digest('hex')
    await writeJson(join(path, '.docker/contexts/meta', id, 'meta.json'), {
      Name: context,
      Endpoints: { docker: { Host } },
    })
  }
  return path
}

/** Without the socket of the machine itself, which may be there or not. */
const strategies = endpointStrategies.filter((strategy) => strategy.name !== 'default socket')

function find(options: Partial<FindOptions>) {
  const all = {
    env: {},
    home: join(folder, 'nobody'),
    os: 'linux',
    cwd: folder,
    hostPlatform: parsePlatform('linux/amd64'),
    ...options,
  }
  return findEngine(all, strategies)
}

async function failure(options: Partial<FindOptions>): Promise<string> {
  const error = await find(options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  const problem = problemOf(error)
  expect(problem.code).toBe('engine-unreachable')
  expect(problem.hint).toBeTruthy()
  return problem.message
}

describe('findEngine', () => {
  it('connects to a Unix socket that the flag, the variable or a context names, in that order', async () => {
    const sockets = ['flag', 'variable', 'context', 'current', 'rootless', 'desktop'].map((name) =>
      join(folder, `${name}.sock`),
    )
    const [flag, variable, context, current] = sockets as [string, string, string, string]
    for (const [i, socket] of sockets.slice(0, 4).entries()) await engineAt(socket, `1.4${i}`)
    const contexts = { 'my context': `unix://${context}`, now: `unix://${current}` }
    const options = { home: await home('all', 'now', contexts) }
    const env = { DOCKER_HOST: `unix://${variable}`, DOCKER_CONTEXT: 'my context' }
    expect((await find({ ...options, env, dockerHost: `unix://${flag}` })).apiVersion).toBe('1.40')
    expect((await find({ ...options, env })).apiVersion).toBe('1.41')
    expect((await find({ ...options, env: { DOCKER_CONTEXT: 'my context' } })).apiVersion).toBe('1.42')
    expect((await find(options)).apiVersion).toBe('1.43')
    const elsewhere = { home: '/nowhere', env: { DOCKER_CONFIG: join(folder, 'all/.docker') } }
    expect((await find(elsewhere)).apiVersion).toBe('1.43')
  })

  it('falls back to the rootless socket, then to that of Docker Desktop', async () => {
    const desktop = await home('desktop')
    await mkdir(join(desktop, '.docker/run'), { recursive: true })
    await engineAt(join(desktop, '.docker/run/docker.sock'), '1.44')
    const runtime = join(folder, 'runtime')
    await mkdir(runtime)
    const options = { home: desktop, env: { XDG_RUNTIME_DIR: runtime } }
    expect((await find(options)).apiVersion).toBe('1.44')
    await engineAt(join(runtime, 'docker.sock'), '1.45')
    const engine = await find(options)
    expect(engine.apiVersion).toBe('1.45')
    expect(engine.endpoint.address).toBe(`unix://${runtime}/docker.sock`)
  })

  it.each(['tcp://127.0.0.1', 'http://127.0.0.1', '127.0.0.1'])('connects over TCP: %s', async (host) => {
    const server = await engineAt(0, '1.46')
    const { port } = server.address() as AddressInfo
    const engine = await find({ env: { DOCKER_HOST: `${host}:${port}` } })
    expect(engine.apiVersion).toBe('1.46')
    expect(engine.endpoint.address).toBe(`tcp://127.0.0.1:${port}`)
  })

  it('does not ask the environment of the process behind the back of its caller', async () => {
    const socket = join(folder, 'given.sock')
    await engineAt(socket, '1.47')
    const before = process.env.DOCKER_HOST
    process.env.DOCKER_HOST = 'tcp://127.0.0.1:1'
    try {
      expect((await find({ dockerHost: `unix://${socket}` })).apiVersion).toBe('1.47')
      process.env.DOCKER_HOST = 'http://[malformed'
      expect((await find({ dockerHost: `unix://${socket}` })).apiVersion).toBe('1.47')
      expect(process.env.DOCKER_HOST).toBe('http://[malformed')
    } finally {
      if (before === undefined) delete process.env.DOCKER_HOST
      else process.env.DOCKER_HOST = before
    }
  })

  describe('never falls through from an engine that was named', () => {
    beforeAll(async () => {
      await mkdir(join(folder, 'there'))
      await engineAt(join(folder, 'there/docker.sock'), '1.40')
    })
    const rest = () => ({ XDG_RUNTIME_DIR: join(folder, 'there') })

    it.each<[string, (gone: string) => Partial<FindOptions>, RegExp]>([
      ['a flag', (gone) => ({ dockerHost: gone, env: rest() }), /--docker-host: unix:.*no such socket/],
      ['the variable', (gone) => ({ env: { ...rest(), DOCKER_HOST: gone } }), /DOCKER_HOST: unix:.*no such socket/],
      [
        'a context',
        () => ({ env: { ...rest(), DOCKER_CONTEXT: 'gone' } }),
        /DOCKER_CONTEXT: context gone: there is no such/,
      ],
      ['ssh', () => ({ env: { ...rest(), DOCKER_HOST: 'ssh://me@host' } }), /DOCKER_HOST: ssh:\/\/ is not supported/],
      ['another scheme', () => ({ env: { ...rest(), DOCKER_HOST: 'ftp://host' } }), /must begin with unix/],
      ['a password', () => ({ env: { ...rest(), DOCKER_HOST: 'tcp://u:hush@host' } }), /must not hold a user name/],
      ['no port', () => ({ env: { ...rest(), DOCKER_HOST: 'tcp://host:port' } }), /is not HOST:PORT/],
    ])('%s', async (_, options, words) => {
      const message = await failure(options(`unix://${folder}/gone.sock`))
      expect(message).toMatch(words)
      expect(message).not.toContain('hush')
    })

    it('the current context', async () => {
      const options = { home: await home('broken', 'away', { away: `unix://${folder}/gone.sock` }), env: rest() }
      expect(await failure(options)).toMatch(/current Docker context: unix:.*no such socket/)
    })

    it.each(['default', undefined])('but the context %s names none', async (context) => {
      const options = { home: await home(`own-${context}`, 'default'), env: { ...rest(), DOCKER_CONTEXT: context } }
      expect((await find(options)).apiVersion).toBe('1.40')
    })
  })

  it('tells what each way came to when none works', async () => {
    const path = await home('malformed')
    await writeFile(join(path, '.docker/config.json'), '{"auths": "hush"')
    const runtime = join(folder, 'no-engine')
    await mkdir(runtime)
    await writeFile(join(runtime, 'docker.sock'), 'no socket')
    const message = await failure({ home: path, env: { XDG_RUNTIME_DIR: runtime } })
    expect(message).toMatch(
      /current Docker context: .*config\.json is not a JSON object; rootless socket: unix:.*: connection refused/,
    )
    expect(message).not.toContain('hush')
    expect(await failure({})).toMatch(/nothing names one/)
  })
})
