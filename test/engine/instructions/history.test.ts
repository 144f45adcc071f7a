import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bridgeConf } from '../harness/bridge-conf.js'
import { builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { expectClean, expectExactly } from '../harness/expect-findings.js'
import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

/** A step that writes or uses a literal and leaves nothing behind in its layer. */
const steps: { name: string; template: string; run: (value: string) => string }[] = [
  {
    name: 'curl -u',
    template: templates.password,
    run: (v) => `curl -u deploy:${v} http://127.0.0.1:9/x -o /tmp/x || true`,
  },
  {
    name: 'an Authorization header',
    template: '{base62:32}',
    run: (v) => `curl -H "Authorization: Bearer ${v}" http://127.0.0.1:9/x || true`,
  },
  {
    name: '.netrc',
    template: templates.password,
    run: (v) =>
      `echo "machine git.example.org login ci password ${v}" > /root/.netrc && touch /done && rm /root/.netrc`,
  },
  {
    name: 'a URL',
    template: templates.password,
    run: (v) => `wget -q https://ci:${v}@git.example.org/x.tar.gz || true`,
  },
  {
    name: 'mysql -p',
    template: templates.password,
    run: (v) => `mysql -h db.example.org -u app -p${v} -e "select 1" || true`,
  },
  {
    name: 'chpasswd',
    template: templates.password,
    run: (v) => `echo "app:${v}" | chpasswd || true`,
  },
]

describeEngine('the history', () => {
  let server: ReturnType<typeof createServer>
  const served = freshPrivateKey('pkcs1')
  beforeAll(async () => {
    server = createServer((_, answer) => answer.end(served))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  describe.each(builders)('%s builder', (builder) => {
    it.each(steps)('reports what a step was given literally and removed: $name', async ({ template, run }) => {
      const value = fresh(template)
      const image = await buildImage({ builder, dockerfile: `FROM base\nRUN ${run(value)}` })
      const { report, code } = await scan([image])
      expectExactly(report, [{ value, exposure: 'history' }])
      expect(code).toBe(1)
    })

    it('says nothing of a key that was fetched over HTTP and removed in one RUN', async () => {
      const { port } = server.address() as AddressInfo
      const image = await buildImage({
        builder,
        network: 'host',
        dockerfile: `FROM base
RUN mkdir -p /root/.ssh && wget -q -O /root/.ssh/id_rsa http://127.0.0.1:${port}/ssh && chmod 600 /root/.ssh/id_rsa && \\
    grep -q "PRIVATE KEY" /root/.ssh/id_rsa && rm -f /root/.ssh/id_rsa`,
      })
      expectClean(await scan([image]))
    })

    it('reports the throw-away client key of BRIDGE_CONF, low, and nothing else', async () => {
      const { argument } = await bridgeConf()
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
ARG BRIDGE_CONF
RUN test -n "\${BRIDGE_CONF}" && touch /done
RUN touch /again`,
        buildArgs: { BRIDGE_CONF: argument },
      })
      const { report, code } = await scan([image])
      expect(report.findings.map((f) => f.severity)).toEqual(['low'])
      const places = report.findings[0]!.occurrences.map((o) => [o.exposure, o.key])
      expect(places).toContainEqual(['build-arg', 'BRIDGE_CONF'])
      expect(code).toBe(0)
    })
  })
})
