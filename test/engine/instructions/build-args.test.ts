import { describe, expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { expectClean, expectExactly, expectFinding } from '../harness/expect-findings.js'
import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

describeEngine('build arguments', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('reports an argument that a RUN used, with its instruction', async () => {
      const value = fresh('{lower:7}')
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nARG MY_SECRET\nRUN test -n "$MY_SECRET" && touch /done',
        buildArgs: { MY_SECRET: value },
      })
      const { report, code } = await scan([image])
      expectExactly(report, [{ value, exposure: 'build-arg', key: 'MY_SECRET', instruction: 'touch /done' }])
      expect(code).toBe(1)
      expect(JSON.stringify(report.images)).not.toContain(value)
    })

    it('tells several arguments apart, whatever their values hold, and repeats none', async () => {
      const rows = [
        { key: 'API_TOKEN', value: fresh(templates.githubToken) },
        { key: 'DB_PASSWORD', value: fresh('{lower:6} {lower:5} {digits:4}') },
        { key: 'SIGNING_SECRET', value: fresh('{base62:6}={base62:7}={base62:5}') },
        { key: 'ADMIN_PASSWORD', value: fresh('{lower:4} {[A-Z]:5}={lower:4} {digits:3}=') },
      ]
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
ARG API_TOKEN
ARG DB_PASSWORD
ARG SIGNING_SECRET
ARG ADMIN_PASSWORD
RUN touch /one
RUN touch /two
RUN touch /three`,
        buildArgs: Object.fromEntries(rows.map(({ key, value }) => [key, value])),
      })
      const { report } = await scan([image])
      expectExactly(
        report,
        rows.map((row) => ({ ...row, exposure: 'build-arg' as const })),
      )
    })

    it('says nothing of an empty argument', async () => {
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nARG THEPASSWORD\nRUN touch /done',
        buildArgs: { THEPASSWORD: '' },
      })
      expectClean(await scan([image]))
    })

    it('reports the default in an ARG line', async () => {
      const value = fresh(templates.password)
      const image = await buildImage({ builder, dockerfile: `FROM base\nARG TOKEN=${value}\nRUN touch /done` })
      const { report } = await scan([image])
      expectExactly(report, [{ value, exposure: 'build-arg', key: 'TOKEN' }])
    })

    it('reads an exec-form RUN', async () => {
      const [token, password] = [fresh(templates.githubToken), fresh('{lower:5} {lower:6}')]
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nARG API_TOKEN\nARG DB_PASSWORD\nRUN ["/bin/touch", "/a b", "/done"]',
        buildArgs: { API_TOKEN: token, DB_PASSWORD: password },
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: token, exposure: 'build-arg', key: 'API_TOKEN' },
        { value: password, exposure: 'build-arg', key: 'DB_PASSWORD' },
      ])
    })

    it('reads a RUN under another SHELL', async () => {
      const value = fresh('{lower:5} {lower:6}')
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nARG DB_PASSWORD\nSHELL ["/bin/ash", "-e", "-c"]\nRUN touch /done',
        buildArgs: { DB_PASSWORD: value },
      })
      const { report } = await scan([image])
      expectExactly(report, [{ value, exposure: 'build-arg', key: 'DB_PASSWORD' }])
    })

    it('keeps a value with line breaks whole: a PEM block', async () => {
      const [key, password] = [freshPrivateKey(), fresh(templates.password)]
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nARG DEPLOY_KEY\nARG DB_PASSWORD\nRUN touch /done',
        buildArgs: { DEPLOY_KEY: key, DB_PASSWORD: password },
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: key, exposure: 'build-arg', key: 'DEPLOY_KEY', confidence: 'proven' },
        { value: password, exposure: 'build-arg', key: 'DB_PASSWORD' },
      ])
    })

    it('reports a declared proxy with credentials', async () => {
      const password = fresh(templates.password)
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nARG HTTP_PROXY\nRUN touch /done',
        buildArgs: { HTTP_PROXY: `http://builder:${password}@proxy.example.org:3128` },
      })
      const { report, code } = await scan([image])
      expectFinding(report, { value: password, exposure: 'build-arg', key: 'HTTP_PROXY' })
      expectExactly(report, [{ value: password }])
      expect(code).toBe(1)
    })

    it('has no more than a remark for a proxy without credentials', async () => {
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nARG HTTP_PROXY\nARG NO_PROXY\nRUN touch /done',
        buildArgs: { HTTP_PROXY: 'http://proxy.corp.example.org:3128', NO_PROXY: '10.0.0.0/8,.corp.example.org' },
      })
      expectClean(await scan([image]))
    })

    it('says nothing of a proxy that was not declared: it never enters the image (`|0`)', async () => {
      const password = fresh(templates.password)
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nRUN test -n "$HTTP_PROXY" && touch /done',
        buildArgs: { HTTP_PROXY: `http://builder:${password}@proxy.example.org:3128` },
      })
      const scanned = await scan([image])
      expectClean(scanned)
      expect(JSON.stringify(scanned.report)).not.toContain(password)
    })

    it('reads what follows an empty list of arguments (`|0`)', async () => {
      const value = fresh(templates.password)
      const image = await buildImage({
        builder,
        dockerfile: `FROM base\nRUN test -n "$HTTP_PROXY" && curl -u ci:${value} http://127.0.0.1:9/ || touch /done`,
        buildArgs: { HTTP_PROXY: 'http://proxy.example.org:3128' },
      })
      const { report } = await scan([image])
      expectExactly(report, [{ value, exposure: 'history' }])
    })
  })
})
