import { describe, expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { docker, dockerStream } from '../harness/docker.js'
import { describeEngine, runId } from '../harness/engine.js'
import { expectClean, expectExactly } from '../harness/expect-findings.js'
import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

describeEngine('images that were not built in one go', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('finds nothing in the final image of a build whose first stage had the key', async () => {
      const image = await buildImage({
        builder,
        dockerfile: `FROM base AS fetch
ARG API_TOKEN
COPY id_rsa /root/.ssh/id_rsa
RUN test -n "$API_TOKEN" && echo built > /out
FROM base
COPY --from=fetch /out /out`,
        files: { id_rsa: freshPrivateKey() },
        buildArgs: { API_TOKEN: fresh(templates.githubToken) },
      })
      expectClean(await scan([image]))
    })

    it('finds what a container was run with and committed', async () => {
      const [variable, file] = [fresh(templates.password), fresh(templates.githubToken)]
      const image = await buildImage({ builder, dockerfile: 'FROM base\nRUN touch /done' })
      const [container, committed] = [`${runId}-${builder}`, `jetsam-test:${runId}-${builder}-committed`]
      const script = `echo token=${file} > /srv.conf`
      await docker([
        'run',
        '--name',
        container,
        '--network=none',
        '-e',
        `DB_PASSWORD=${variable}`,
        image,
        'sh',
        '-c',
        script,
      ])
      await docker(['commit', '--message', 'as it ran', container, committed])
      const { report } = await scan([committed])
      expectExactly(report, [
        { value: variable, exposure: 'env', key: 'DB_PASSWORD' },
        { value: file, exposure: 'file', path: 'srv.conf', line: 1, state: 'live' },
        { value: file, exposure: 'command' },
      ])
    })
  })

  it('finds the credential file of a flattened image', async () => {
    const token = fresh(templates.npmToken)
    const image = await buildImage({
      builder: 'classic',
      dockerfile: 'FROM base\nCOPY npmrc /root/.npmrc',
      files: { npmrc: `//registry.npmjs.org/:_authToken=${token}\n` },
    })
    const [container, flat] = [`${runId}-flatten`, `jetsam-test:${runId}-flat`]
    await docker(['create', '--name', container, image, 'true'])
    await docker(['import', '--change', `LABEL jetsam-test=${runId}`, '-', flat], {
      stdin: dockerStream(['export', container]),
    })
    const history = await docker(['history', '--format', '{{.Comment}}', flat])
    expect(history).toBe('Imported from -')
    const { report } = await scan([flat])
    expectExactly(report, [{ value: token, exposure: 'file', path: 'root/.npmrc', line: 1, state: 'live' }])
  })
})
