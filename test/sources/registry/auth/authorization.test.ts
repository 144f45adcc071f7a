import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { problemOf } from '../../../../src/problem.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { configOf, json, layerTar, ociImage, sha256 } from '../../build-archive.js'
import { contentOf, type FakeServer, type Hook, send, startServer } from '../fake-registry.js'
import { openImage, readImage } from '../open.js'

const password = expandTemplate('{base62:20}', 'registry password')
const login = { username: 'me', password }
const basic = `Basic ${Buffer.from(`me:${password}`).toString('base64')}`
const token = (number: number) => expandTemplate('{base62:40}', `token ${number}`)

const servers: FakeServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})
const start = async (...hooks: Hook[]) => {
  const server = await startServer(hooks)
  servers.push(server)
  return server
}

let image: ReturnType<typeof ociImage>
let layer: string
beforeAll(async () => {
  const bytes = await layerTar('etc/a', 'a')
  image = ociImage([bytes], configOf([bytes]))
  layer = `sha256:${sha256(bytes)}`
})
const content = () => contentOf(image.members, { latest: image.digest })
const failureOf = async (opening: Promise<unknown>) => problemOf(await opening.catch((thrown: unknown) => thrown))

/** Refuses whoever does not bring one of these. */
const wants =
  (challenge: () => string, isRight: (authorization: string) => boolean): Hook =>
  ({ headers }, response) => {
    if (isRight(headers.authorization ?? '')) return false
    return send(response, 401, json({ errors: [{ code: 'UNAUTHORIZED', message: 'log in first' }] }), {
      'www-authenticate': challenge(),
    })
  }

describe('a registry that wants a password', () => {
  const registry = () =>
    start(
      wants(
        () => 'Basic realm="x"',
        (given) => given === basic,
      ),
      content(),
    )

  it('gets the one that was given', async () => {
    const { host, asked } = await registry()
    const { problems, images } = await readImage(`${host}/app`, { registry: { login } })
    expect(problems).toEqual([])
    expect(images).toMatchObject([{ id: image.id }])
    expect(
      asked.filter(({ headers }) => headers.authorization === undefined).length,
      'asked before it is given',
    ).toBeLessThan(3)
  })

  it("gets the one of Docker's or Podman's configuration", async () => {
    const { host } = await registry()
    const home = await mkdtemp(join(tmpdir(), 'jetsam-home-'))
    const auths = { [host]: { auth: basic.slice('Basic '.length) } }
    for (const folder of ['.docker', '.config/containers', 'run/containers']) {
      await mkdir(join(home, folder), { recursive: true })
      const file = join(home, folder, folder === '.docker' ? 'config.json' : 'auth.json')
      await writeFile(file, json({ auths }))
      const { problems } = await readImage(`${host}/app`, { home, env: { XDG_RUNTIME_DIR: join(home, 'run') } })
      expect(problems).toEqual([])
      await rm(file)
    }
    await writeFile(join(home, 'elsewhere'), json({ auths }))
    expect((await readImage(`${host}/app`, { env: { REGISTRY_AUTH_FILE: join(home, 'elsewhere') } })).problems).toEqual(
      [],
    )
    await rm(home, { recursive: true })
  })

  it.each([
    ['none', undefined],
    ['a wrong one', { username: 'me', password: 'wrong' }],
  ])('and gets %s refuses', async (_, given) => {
    const { host } = await registry()
    const failure = await failureOf(openImage(`${host}/app`, given ? { registry: { login: given } } : {}))
    expect(failure).toMatchObject({ code: 'credentials-failed', hint: expect.stringContaining('docker login') })
    expect(failure.message).toMatch(/\(401(: log in first)?\)$/)
  })

  it('and a helper that fails are told together', async () => {
    const { host } = await registry()
    const home = await mkdtemp(join(tmpdir(), 'jetsam-home-'))
    await mkdir(join(home, '.docker'))
    await writeFile(join(home, '.docker/config.json'), json({ credHelpers: { [host]: 'not-there' } }))
    const failure = await failureOf(openImage(`${host}/app`, { home, env: { PATH: '/nonexistent' } }))
    expect(failure).toMatchObject({
      code: 'credentials-failed',
      message: expect.stringContaining('docker-credential-not-there is not on the PATH'),
    })
    await rm(home, { recursive: true })
  })
})

describe('a registry that wants a token', () => {
  /** Issues tokens, each good for so many requests. */
  async function registry({ goodFor = 1000, paths = ['/token'] } = {}) {
    let issued = 0
    let used = 0
    const own: { host?: string } = {}
    const server = await start(
      ({ path, headers }, response) => {
        if (!paths.some((one) => path.startsWith(one))) return false
        used = 0
        const isKnown = headers.authorization === basic
        return send(response, 200, json({ token: token(++issued), access_token: isKnown ? 'x' : 'y' }))
      },
      wants(
        () => `Bearer realm="http://${own.host}/token",service="the \\"registry\\"",scope="repository:app:pull"`,
        (given) => given === `Bearer ${token(issued)}` && ++used <= goodFor,
      ),
      content(),
    )
    own.host = server.host
    return server
  }

  it('gets one, for all its requests', async () => {
    const { host, asked } = await registry()
    expect((await readImage(`${host}/app`)).problems).toEqual([])
    const tokens = asked.filter(({ path }) => path.startsWith('/token'))
    expect(tokens).toHaveLength(1)
    const query = new URLSearchParams(tokens[0]!.path.split('?')[1])
    expect(Object.fromEntries(query)).toEqual({ service: 'the "registry"', scope: 'repository:app:pull' })
    expect(tokens[0]!.headers.authorization).toBeUndefined()
  })

  it('gets one that a password was shown for, at the registry itself', async () => {
    const { host, asked } = await registry()
    expect((await readImage(`${host}/app`, { registry: { login } })).problems).toEqual([])
    const tokens = asked.filter(({ path }) => path.startsWith('/token'))
    expect(tokens[0]!.headers.authorization).toBe(basic)
    expect(tokens[0]!.path).toContain('account=me')
    const others = asked.filter(({ path }) => !path.startsWith('/token'))
    expect(
      others.map(({ headers }) => headers.authorization),
      'and the registry does not see the password',
    ).not.toContain(basic)
  })

  it('gets a new one when the old one has run out', async () => {
    const { host, asked } = await registry({ goodFor: 3 })
    expect((await readImage(`${host}/app`)).problems).toEqual([])
    expect(asked.filter(({ path }) => path.startsWith('/token')).length).toBeGreaterThan(1)
  })

  it('gets one for an identity token, which goes in the body', async () => {
    const own: { host?: string } = {}
    const server = await start(
      ({ path, method }, response) =>
        path === '/token' && method === 'POST' && send(response, 200, json({ access_token: token(1) })),
      wants(
        () => `Bearer realm="http://${own.host}/token",service="s"`,
        (given) => given === `Bearer ${token(1)}`,
      ),
      content(),
    )
    own.host = server.host
    const home = await mkdtemp(join(tmpdir(), 'jetsam-home-'))
    await mkdir(join(home, '.docker'))
    await writeFile(join(home, '.docker/config.json'), json({ auths: { [server.host]: { identitytoken: password } } }))
    expect((await readImage(`${server.host}/app`, { home })).problems).toEqual([])
    const { body } = server.asked.find(({ path }) => path === '/token')!
    const form = Object.fromEntries(new URLSearchParams(body))
    expect(form).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: password,
      scope: 'repository:app:pull',
      service: 's',
    })
    await rm(home, { recursive: true })
  })

  it.each([
    [
      'that is none',
      (): Hook =>
        ({ path }, response) =>
          path.startsWith('/token') && send(response, 200, '{"token":"a\\nb"}'),
    ],
    [
      'that it refuses',
      (): Hook =>
        ({ path }, response) =>
          path.startsWith('/token') && send(response, 403, '{}'),
    ],
  ])('and sends us for one %s is a problem', async (_, hook) => {
    const own: { host?: string } = {}
    const server = await start(
      hook(),
      wants(
        () => `Bearer realm="http://${own.host}/token"`,
        () => false,
      ),
    )
    own.host = server.host
    expect(['credentials-failed', 'registry-failed']).toContain((await failureOf(openImage(`${server.host}/app`))).code)
  })
})

describe('a registry that sends us for a token to another host', () => {
  it('does not get our password there', async () => {
    const other = await start(
      ({ path }, response) => path.startsWith('/token') && send(response, 200, json({ token: token(1) })),
    )
    const server = await start(
      wants(
        () => `Bearer realm="http://${other.host}/token",service="s"`,
        (given) => given === `Bearer ${token(2)}`,
      ),
      content(),
    )
    const failure = await failureOf(openImage(`${server.host}/app`, { registry: { login } }))
    expect(failure).toMatchObject({
      code: 'credentials-failed',
      message: expect.stringContaining(`not taken to ${other.host}`),
    })
    expect(other.asked.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })

  it('does, if the user names that host', async () => {
    const other = await start(
      ({ path }, response) => path.startsWith('/token') && send(response, 200, json({ token: token(1) })),
    )
    const server = await start(
      wants(
        () => `Bearer realm="http://${other.host}/token",service="s"`,
        (given) => given === `Bearer ${token(1)}`,
      ),
      content(),
    )
    const { problems } = await readImage(`${server.host}/app`, { registry: { login, insecure: [other.host] } })
    expect(problems).toEqual([])
    expect(other.asked.map(({ headers }) => headers.authorization)).toEqual([basic])
  })

  it.each([
    'http://token.example/x',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    `http://me:${password}@127.0.0.1/`,
    'nonsense',
  ])('we do not go to %s', async (realm) => {
    const server = await start(
      wants(
        () => `Bearer realm="${realm}"`,
        () => false,
      ),
    )
    const failure = await failureOf(openImage(`${server.host}/app`, { registry: { login } }))
    expect(failure).toMatchObject({
      code: 'registry-failed',
      message: expect.stringMatching(/where we do not go|does not say from where/),
    })
    expect(failure.message).not.toContain(password)
  })
})

describe('a registry that sends us on for a layer', () => {
  const redirect =
    (to: () => string, status = 307): Hook =>
    ({ path }, response) => {
      if (!path.endsWith(layer)) return false
      response.writeHead(status, { location: to() }).end()
      return true
    }

  it('to another host: our password stays', async () => {
    const store = await start(
      ({ path }, response) =>
        path === '/store' &&
        contentOf(image.members, {})(
          { method: 'GET', path: `/v2/app/blobs/${layer}`, headers: {}, body: '' },
          response,
        ),
    )
    const server = await start(
      wants(
        () => 'Basic',
        (given) => given === basic,
      ),
      redirect(() => `http://${store.host}/store`),
      content(),
    )
    const { problems, blobs } = await readImage(`${server.host}/app`, { registry: { login } })
    expect(problems).toEqual([])
    expect(blobs.get(layer)?.ended).toBe(true)
    expect(store.asked.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })

  it('to itself: our password goes along', async () => {
    const own: { host?: string } = {}
    const server = await start(
      wants(
        () => 'Basic',
        (given) => given === basic,
      ),
      redirect(() => `/v2/moved`),
      ({ path }, response) =>
        path === '/v2/moved' &&
        contentOf(image.members, {})(
          { method: 'GET', path: `/v2/app/blobs/${layer}`, headers: {}, body: '' },
          response,
        ),
      content(),
    )
    own.host = server.host
    expect((await readImage(`${server.host}/app`, { registry: { login } })).problems).toEqual([])
    expect(server.asked.find(({ path }) => path === '/v2/moved')?.headers.authorization).toBe(basic)
  })

  it.each([
    ['round in circles', () => `/v2/app/blobs/${layer}`, /round in circles/],
    ['to what is no server', () => 'file:///etc/passwd', /where we do not go/],
    ['with a password in the address', () => `http://me:${password}@127.0.0.1/`, /where we do not go/],
  ])('%s is a problem', async (_, to, message) => {
    const server = await start(redirect(to), content())
    const { problems } = await readImage(`${server.host}/app`)
    expect(problems).toMatchObject([{ code: 'registry-failed', message: expect.stringMatching(message) }])
  })
})
