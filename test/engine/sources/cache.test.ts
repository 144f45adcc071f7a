import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { tryDocker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { jetsam } from '../harness/scan.js'

const socket = /^unix:\/\/(\/.*)$/.exec(process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock')?.[1]

describeEngine('the layer cache', () => {
  const values = { token: fresh(templates.githubToken), password: fresh(templates.password) }
  let folder: string
  let image: string
  /** Passes on to the engine, and counts its exports. */
  let proxy: Server
  let exports = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-cache-'))
    proxy = createServer((client) => {
      const engine = connect(socket ?? '')
      client.on('data', (bytes) => {
        if (bytes.includes('/images/get')) exports++
      })
      client.pipe(engine).pipe(client)
      for (const end of [client, engine]) end.on('error', () => end.destroy())
    }).listen(join(folder, 'proxy.sock'))
    image = await buildImage({
      builder: 'classic',
      dockerfile: `FROM base
ARG API_TOKEN
ENV ADMIN_PASSWORD=${values.password}
RUN echo "token=${values.token}" > /etc/app.conf
RUN rm /etc/app.conf`,
      buildArgs: { API_TOKEN: values.token },
    })
  })
  afterAll(async () => {
    proxy.close()
    await rm(folder, { recursive: true, force: true })
  })

  const scan = (reference: string, ...flags: string[]) =>
    jetsam(['scan', reference, '--format', 'json', '--quiet', ...flags, '--docker-host', `unix://${folder}/proxy.sock`])
  const cached = () => scan(image, '--cache-dir', join(folder, 'cache'))

  it.skipIf(socket === undefined)('spares the export, and changes no report', async () => {
    const plain = await scan(image, '--no-cache')
    expect(plain.code).toBe(1)
    const first = await cached()
    const before = exports
    const second = await cached()
    expect([before, exports]).toEqual([2, 2])
    expect([first.stdout, second.stdout]).toEqual([plain.stdout, plain.stdout])
    expect([second.code, second.stderr]).toEqual([1, plain.stderr])
  })

  it('serves an archive of the same image, too, once it was read', async () => {
    const file = join(folder, 'saved.tar')
    expect((await tryDocker(['save', '--output', file, image])).code).toBe(0)
    const scanFile = (...flags: string[]) => scan(`docker-archive:${file}`, ...flags)
    const plain = await scanFile('--no-cache')
    const runs = [
      await scanFile('--cache-dir', join(folder, 'cache')),
      await scanFile('--cache-dir', join(folder, 'cache')),
    ]
    expect(runs.map(({ stdout }) => stdout)).toEqual([plain.stdout, plain.stdout])
  })

  it('holds no secret', async () => {
    const entries = join(folder, 'cache', 'entries')
    const names = await readdir(entries)
    expect(names.length).toBeGreaterThan(3)
    for (const name of names) {
      const text = await readFile(join(entries, name), 'latin1')
      for (const value of Object.values(values)) expect(text.includes(value.slice(0, value.length / 2))).toBe(false)
    }
  })
})
