import { describe, expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { expectClean, expectExactly } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'
import { officialImages } from './official-images.js'
import { toolCommands } from './tool-commands.js'

/** Lets every RUN succeed, whatever it names: its text is what counts. */
const deaf = `FROM base
RUN rm /bin/sh && printf '#!/bin/busybox true\\n' > /bin/sh && chmod +x /bin/sh`

describeEngine('what RUN lines of real Dockerfiles hold', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('reports the literal of each tool, with the instruction that names it', async () => {
      const steps = toolCommands.map((command) => {
        const value = fresh(templates.password)
        return { value, run: command(value) }
      })
      const dockerfile = [deaf, ...steps.map((step) => `RUN ${step.run}`)].join('\n')
      const { report, code } = await scan([await buildImage({ builder, dockerfile })])
      expectExactly(
        report,
        steps.map(({ value, run }) => ({
          value,
          name: run.split(' ')[0]!,
          exposure: 'history',
          instruction: run.split(value)[0]!.slice(0, 30),
        })),
      )
      expect(code).toBe(1)
    })

    it.each(Object.keys(officialImages))('says nothing of what an official image holds: %s', async (name) => {
      const dockerfile = `${deaf}\n${officialImages[name]}`
      expectClean(await scan([await buildImage({ builder, dockerfile })]))
    })

    it('reads a whole credential file in a variable', async () => {
      const [registry, packages] = [fresh(templates.password), fresh(templates.password)]
      const auth = Buffer.from(`ci:${registry}`).toString('base64')
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
ENV DOCKER_AUTH_CONFIG='{"auths":{"r.example.org":{"auth":"${auth}"}}}'
ENV COMPOSER_AUTH='{"http-basic":{"r.example.org":{"username":"ci","password":"${packages}"}}}'`,
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: registry, exposure: 'env', key: 'DOCKER_AUTH_CONFIG' },
        { value: packages, exposure: 'env', key: 'COMPOSER_AUTH' },
      ])
    })
  })
})
