import { describe, expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { expectExactly, expectFinding } from '../harness/expect-findings.js'
import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

describeEngine('the life of a file', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('reports a key that a later RUN removed, with the layer that removed it', async () => {
      const key = freshPrivateKey()
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
COPY id_rsa /root/.ssh/id_rsa
RUN touch /between
RUN rm /root/.ssh/id_rsa`,
        files: { id_rsa: key },
      })
      const { report, code } = await scan([image])
      expectExactly(report, [
        {
          value: key,
          exposure: 'file',
          path: 'root/.ssh/id_rsa',
          line: 1,
          state: 'deleted',
          endedBy: 3,
          confidence: 'proven',
        },
      ])
      const place = report.findings[0]!.occurrences[0]!
      expect(place.layer).toBe(1)
      expect(place.instruction?.text).toMatch(/COPY|id_rsa|file:/)
      expect(report.images[0]!.layers[place.endedBy!]!.instruction).toContain('rm /root/.ssh/id_rsa')
      expect(code).toBe(1)
    })

    it('tells both values of a .env that another overwrote', async () => {
      const [first, second] = [fresh(templates.password), fresh(templates.password)]
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nCOPY first /app/.env\nCOPY second /app/.env',
        files: { first: `PORT=8080\nDB_PASSWORD=${first}\n`, second: `PORT=8080\n\nDB_PASSWORD=${second}\n` },
      })
      const { report } = await scan([image])
      const place = { exposure: 'file', key: 'DB_PASSWORD', path: 'app/.env' } as const
      expectExactly(report, [
        { ...place, value: first, line: 2, state: 'overwritten', endedBy: 2 },
        { ...place, value: second, line: 3, state: 'live' },
      ])
    })

    it('follows a folder that was removed whole', async () => {
      const [token, kept] = [fresh(templates.githubToken), fresh(templates.gitlabToken)]
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nCOPY srv /srv\nRUN rm -r /srv/deep',
        files: { 'srv/deep/er/token': `${token}\n`, 'srv/kept': `${kept}\n` },
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: token, exposure: 'file', path: 'srv/deep/er/token', line: 1, state: 'deleted', endedBy: 2 },
        { value: kept, exposure: 'file', path: 'srv/kept', line: 1, state: 'live' },
      ])
    })

    it('follows a folder that was removed and made anew in one step (an opaque folder)', async () => {
      const [token, added] = [fresh(templates.githubToken), fresh(templates.gitlabToken)]
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nCOPY srv /srv\nCOPY new /new\nRUN rm -r /srv && mkdir /srv && cp /new /srv/new',
        files: { 'srv/token': `${token}\n`, new: `${added}\n` },
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: token, exposure: 'file', path: 'srv/token', state: 'deleted', endedBy: 3 },
        { value: added, exposure: 'file', path: 'srv/new', state: 'live' },
        { value: added, exposure: 'file', path: 'new', state: 'live' },
      ])
    })

    it('follows a file that a folder replaced, and a folder that a file replaced', async () => {
      const [file, inside] = [fresh(templates.githubToken), fresh(templates.gitlabToken)]
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
COPY srv /srv
RUN rm -r /srv/a /srv/b && mkdir /srv/a && touch /srv/a/x && echo nothing > /srv/b`,
        files: { 'srv/a': `${file}\n`, 'srv/b/token': `${inside}\n` },
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: file, path: 'srv/a', state: ['deleted', 'overwritten'], endedBy: 2 },
        { value: inside, path: 'srv/b/token', state: ['deleted', 'overwritten'], endedBy: 2 },
      ])
    })

    it('finds what a hard link keeps, once its first name is gone', async () => {
      const token = fresh(templates.githubToken)
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
RUN mkdir /srv && echo ${token} > /srv/a && ln /srv/a /srv/b
RUN rm /srv/a`,
      })
      const links = await docker(['run', '--rm', '--network=none', image, 'cat', '/srv/b'])
      expect(links).toBe(token)
      const { report } = await scan([image])
      const finding = expectFinding(report, { value: token, exposure: 'file' })
      const states = finding.occurrences.filter((o) => o.exposure === 'file').map((o) => [o.path, o.state])
      expect(states).toContainEqual(['srv/a', 'deleted'])
      expect(states).toContainEqual(['srv/b', 'live'])
      expectExactly(report, [{ value: token }])
    })
  })
})
