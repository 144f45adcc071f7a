import { describe, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { expectExactly } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

describeEngine('what an image says of itself', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('reports ONBUILD, HEALTHCHECK, LABEL, CMD and ENTRYPOINT, each under its own exposure', async () => {
      const [onbuild, healthcheck, label] = [
        fresh(templates.gitlabToken),
        fresh(templates.password),
        fresh(templates.npmToken),
      ]
      const [command, entrypoint] = [fresh(templates.stripeKey), fresh(templates.githubToken)]
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
LABEL ci.token="${label}"
ONBUILD RUN wget --header "PRIVATE-TOKEN: ${onbuild}" http://gitlab.example.org/x
HEALTHCHECK CMD wget -q -O - http://health:${healthcheck}@127.0.0.1:8080/health
ENTRYPOINT ["/bin/serve", "--token=${entrypoint}"]
CMD ["--stripe-key", "${command}"]`,
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: label, exposure: 'label', key: 'ci.token' },
        { value: onbuild, exposure: 'onbuild' },
        { value: healthcheck, exposure: 'healthcheck' },
        { value: entrypoint, exposure: 'entrypoint' },
        { value: command, exposure: 'command' },
      ])
    })

    it('reports passwords that only their flag gives away', async () => {
      const [command, entrypoint] = [fresh(templates.password), fresh(templates.password)]
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
ENTRYPOINT ["/bin/serve", "--db-password=${entrypoint}"]
CMD ["--admin-password", "${command}"]`,
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: entrypoint, exposure: 'entrypoint' },
        { value: command, exposure: 'command' },
      ])
    })

    it('reports other strings of the config: the author, a user, a volume', async () => {
      const [author, user] = [fresh(templates.githubToken), fresh(templates.npmToken)]
      const image = await buildImage({
        builder,
        dockerfile: `FROM base\nMAINTAINER ci ${author}\nWORKDIR /srv/${user}`,
      })
      const { report } = await scan([image])
      expectExactly(report, [{ value: author }, { value: user, exposure: 'config' }])
    })
  })
})
