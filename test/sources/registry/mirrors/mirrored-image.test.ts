import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { configOf, json, layerTar, ociImage } from '../../build-archive.js'
import { contentOf, type FakeServer, type Hook, send, startServer } from '../fake-registry.js'
import { readImage } from '../open.js'

let image: ReturnType<typeof ociImage>
let content: Hook
const servers: FakeServer[] = []
const start = async (...hooks: Hook[]) => {
  const server = await startServer(hooks)
  servers.push(server)
  return server
}
beforeAll(async () => {
  const layer = await layerTar('app.env', 'A=b\n')
  image = ociImage([layer], configOf([layer]))
  content = contentOf(image.members, { '1': image.digest })
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

/** An image of `origin.example`, which is this machine's by the rules; what it keeps is below `app`. */
const through = (origin: FakeServer, ...mirrors: (FakeServer | string)[]) => ({
  name: `${origin.host}/app:1`,
  registry: {
    mirrors: mirrors.map((mirror) => {
      return { prefix: origin.host, location: typeof mirror === 'string' ? mirror : mirror.host, insecure: true }
    }),
  },
})
const paths = ({ asked }: FakeServer) => asked.map(({ path }) => path).filter((path) => path !== '/v2/')
/** Asks for a password for everything. */
const closed: Hook = ({ headers }, response) =>
  headers.authorization ? false : send(response, 401, '{}', { 'www-authenticate': 'Basic realm="x"' })

describe('an image that has mirrors', () => {
  it('comes from the first one that has it, and the registry is not asked for what it gives', async () => {
    const [origin, empty, full] = [await start(content), await start(), await start(content)]
    const { name, registry } = through(origin, empty, full)
    const read = await readImage(name, { registry })
    expect(read.images).toMatchObject([{ digest: image.digest, reference: name }])
    expect([read.problems, read.blobs.size]).toEqual([[], 1])
    expect(read.source.label).toContain(`from ${full.host}`)
    expect(paths(origin).filter((path) => !path.includes('referrers') && !path.includes('sha256-'))).toEqual([])
  })

  it.each<[string, Hook]>([
    ['has nothing', () => false],
    ['is broken', (_, response) => send(response, 500, '{}')],
    ['does not let us in', closed],
    ['is no registry', (_, response) => send(response, 302, '', { location: 'http://10.0.0.1/' })],
  ])('comes from the registry itself, where the mirror %s', async (_, hook) => {
    const [origin, mirror] = [await start(content), await start(hook)]
    const { name, registry } = through(origin, mirror)
    const read = await readImage(name, { registry })
    expect([read.images.length, read.problems, read.blobs.size]).toEqual([1, [], 1])
    expect(paths(mirror).length).toBeGreaterThan(0)
  })

  it('comes from the registry itself, where the mirror cannot be reached, which is found out once', async () => {
    const [origin, gone] = [await start(content), await start(content)]
    await gone.stop()
    servers.pop()
    const { name, registry } = through(origin, gone)
    const read = await readImage(name, { registry })
    expect([read.images.length, read.problems]).toEqual([1, []])
  })

  it('has those layers from the registry that the mirror lacks', async () => {
    const lacking: Hook = (asked, response) => (asked.path.includes('/blobs/') ? false : content(asked, response))
    const [origin, mirror] = [await start(content), await start(lacking)]
    const { name, registry } = through(origin, mirror)
    const read = await readImage(name, { registry })
    expect([read.problems, read.blobs.size]).toEqual([[], 1])
    expect(paths(origin).some((path) => path.includes('/blobs/'))).toBe(true)
  })

  it('that nobody has tells what each came to', async () => {
    const [origin, mirror] = [await start(closed), await start()]
    const { name, registry } = through(origin, mirror)
    await expect(readImage(name, { registry })).rejects.toMatchObject({
      problem: {
        code: 'credentials-failed',
        message: expect.stringContaining(`its mirror ${mirror.host} answered 404`),
      },
    })
  })
})

describe('the credentials', () => {
  const folders: string[] = []
  afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))))
  const passwords = ({ asked }: FakeServer) => [
    ...new Set(
      asked.flatMap(({ headers }) =>
        headers.authorization ? [Buffer.from(headers.authorization.slice(6), 'base64').toString()] : [],
      ),
    ),
  ]

  it('of the command line are for the registry itself', async () => {
    const [origin, mirror] = [await start(closed, content), await start(closed, content)]
    const { name, registry } = through(origin, mirror)
    const login = { username: 'me', password: 'mine' }
    const read = await readImage(name, { registry: { ...registry, login } })
    expect(read.problems).toEqual([])
    expect([passwords(origin), passwords(mirror)]).toEqual([['me:mine'], []])
  })

  it('of each host are for that host', async () => {
    const [origin, mirror] = [await start(closed, content), await start(closed, () => false)]
    const folder = await mkdtemp(join(tmpdir(), 'jetsam-mirrors-'))
    folders.push(folder)
    const entry = (name: string) => ({ auth: Buffer.from(name).toString('base64') })
    const auths = { [origin.host]: entry('origin:1'), [mirror.host]: entry('mirror:2') }
    await writeFile(join(folder, 'config.json'), json({ auths }))
    const { name, registry } = through(origin, mirror)
    await readImage(name, { registry, env: { DOCKER_CONFIG: folder } })
    expect([passwords(origin), passwords(mirror)]).toEqual([['origin:1'], ['mirror:2']])
  })
})

it('a registry that registries.conf blocks is not asked', async () => {
  const origin = await start(content)
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-mirrors-'))
  const path = join(folder, 'registries.conf')
  await writeFile(path, `[[registry]]\nlocation = "${origin.host}"\nblocked = true\n`)
  const env = { CONTAINERS_REGISTRIES_CONF: path }
  await expect(readImage(`${origin.host}/app:1`, { env })).rejects.toMatchObject({
    problem: { message: expect.stringContaining('blocks') },
  })
  expect(origin.asked).toEqual([])
  await rm(folder, { recursive: true, force: true })
})
