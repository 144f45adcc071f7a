import { describe, expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { expectClean, expectExactly } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'
import { officialImages } from './official-images.js'

/** Lets every RUN succeed, whatever it names: its text is what counts. */
const deaf = `FROM base
RUN rm /bin/sh && printf '#!/bin/busybox true\\n' > /bin/sh && chmod +x /bin/sh`

/** One command of each kind that takes a literal password or token. */
const commands: ((value: string) => string)[] = [
  (v) => `pip install --extra-index-url https://ci:${v}@pypi.example.org/simple app`,
  (v) => `npm config set //registry.example.org/:_authToken ${v}`,
  (v) => `git clone https://ci:${v}@git.example.org/app.git`,
  (v) => `wget --user=ci --password=${v} https://example.org/app.zip`,
  (v) => `redis-cli -a ${v} ping`,
  (v) => `composer config --global http-basic.repo.example.org ci ${v}`,
  (v) => `bundle config set --local gems.example.org ci:${v}`,
  (v) => `cargo login --registry acme ${v}`,
  (v) => `docker login -u ci -p ${v} registry.example.org`,
  (v) => `sshpass -p ${v} ssh host.example.org`,
  (v) => `openssl pkcs12 -export -in a -out b -passout pass:${v}`,
  (v) => `gpg --batch --passphrase=${v} -d a.gpg`,
  (v) => `usermod -p $(openssl passwd -6 ${v}) app`,
  (v) => `psql -c "ALTER USER app WITH PASSWORD '${v}'"`,
  (v) => `mc alias set acme https://s3.example.org admin ${v}`,
  (v) => `/opt/jboss/wildfly/bin/add-user.sh admin ${v} --silent`,
  (v) => `sed -i 's/requirepass foobared/requirepass ${v}/' /etc/redis.conf`,
  (v) => `echo "db:5432:*:app:${v}" > ~/.pgpass && rm ~/.pgpass`,
  (v) =>
    `echo "<settings><servers><server><id>a</id><username>u</username><password>${v}</password></server></servers></settings>" > ~/.m2/settings.xml`,
  (v) => `echo "mysql-server mysql-server/root_password password ${v}" | debconf-set-selections`,
]

describeEngine('what RUN lines of real Dockerfiles hold', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('reports the literal of each tool, with the instruction that names it', async () => {
      const steps = commands.map((command) => {
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
