import { describe, expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { expectExactly, expectFinding } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

describeEngine('environment variables', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('reports a password and an AWS secret key', async () => {
      const password = fresh('{lower:8}')
      const [keyId, secretKey] = [fresh(templates.awsKeyId), fresh(templates.awsSecretKey)]
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
ENV DB_PASSWORD=${password}
ENV AWS_ACCESS_KEY_ID=${keyId} AWS_SECRET_ACCESS_KEY=${secretKey}`,
      })
      const { report, code } = await scan([image])
      expectExactly(report, [
        { value: password, exposure: 'env', key: 'DB_PASSWORD', instruction: 'DB_PASSWORD=' },
        { value: secretKey, exposure: 'env', key: 'AWS_SECRET_ACCESS_KEY', severity: 'critical' },
        { value: keyId, exposure: 'env', key: 'AWS_ACCESS_KEY_ID', severity: 'low' },
      ])
      expect(code).toBe(1)
    })

    it('reports a variable that a later ENV unset or replaced: it is in the history', async () => {
      const [unset, replaced, kept] = [fresh(templates.password), fresh(templates.password), fresh(templates.password)]
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
ENV DB_PASSWORD=${unset} API_SECRET=${replaced}
ENV DB_PASSWORD= API_SECRET=${kept}`,
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: unset, exposure: 'history', key: 'DB_PASSWORD' },
        { value: replaced, exposure: 'history', key: 'API_SECRET' },
        { value: kept, exposure: 'env', key: 'API_SECRET' },
      ])
      for (const value of [unset, replaced]) {
        const exposures = expectFinding(report, { value }).occurrences.map((o) => o.exposure)
        expect(exposures).not.toContain('env')
      }
    })

    it('makes one finding of a value that is an argument, a variable and in a file', async () => {
      const value = fresh(templates.githubToken)
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
ARG GITHUB_TOKEN
ENV APP_TOKEN=$GITHUB_TOKEN
RUN mkdir /app && echo "token=$GITHUB_TOKEN" > /app/settings.ini && cp /app/settings.ini /app/settings.bak`,
        buildArgs: { GITHUB_TOKEN: value },
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value, exposure: 'build-arg', key: 'GITHUB_TOKEN' },
        { value, exposure: 'env', key: 'APP_TOKEN' },
        { value, exposure: 'file', path: 'app/settings.ini', line: 1, state: 'live' },
        { value, exposure: 'file', path: 'app/settings.bak', line: 1, state: 'live' },
      ])
    })
  })
})
