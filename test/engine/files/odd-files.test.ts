import { describe, expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { docker, dockerStream } from '../harness/docker.js'
import { describeEngine, runId } from '../harness/engine.js'
import { expectExactly } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { jetsam, scan } from '../harness/scan.js'

const bytes = (text: string) => Buffer.from(text, 'latin1')

describeEngine('odd files and odd ways', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('reads environment files as editors of all systems leave them', async () => {
      const [bom, latin, colon, comment] = [1, 2, 3, 4].map(() => fresh(templates.password)) as [string, ...string[]]
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nCOPY . /app/',
        files: {
          'bom/.env': bytes(`\xef\xbb\xbfDB_PASSWORD=${bom}\r\nEMPTY_PASSWORD=\r\n`),
          'latin/.env': bytes(`# caf\xe9\nDB_PASSWORD='${latin}' # caf\xe9\n`),
          'colon/.env': `DB_PASSWORD: ${colon}\nAPI_TOKEN: \${API_TOKEN}\n`,
          'comment/.env': `#DB_PASSWORD=${comment}\n# API_TOKEN= the token\n`,
        },
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: bom, path: 'app/bom/.env', line: 1, key: 'DB_PASSWORD' },
        { value: latin!, path: 'app/latin/.env', line: 2 },
        { value: colon!, path: 'app/colon/.env', line: 1 },
        { value: comment!, path: 'app/comment/.env', line: 1, confidence: 'possible' },
      ])
    })

    it('follows a file through a folder that was renamed, and one that was removed and came again', async () => {
      const [moved, twice] = [fresh(templates.password), fresh(templates.password)]
      const image = await buildImage({
        builder,
        dockerfile: `FROM base
COPY a /srv/a
RUN mv /srv/a /srv/b
COPY env /srv/.env
RUN rm /srv/.env
COPY env /srv/.env`,
        files: { 'a/.netrc': `machine h login l password ${moved}\n`, env: `DB_PASSWORD=${twice}\n` },
      })
      const { report } = await scan([image])
      expectExactly(report, [
        { value: moved, path: 'srv/a/.netrc', state: 'deleted', endedBy: 2 },
        { value: moved, path: 'srv/b/.netrc', state: 'live' },
        { value: twice, path: 'srv/.env', state: 'deleted', endedBy: 4 },
        { value: twice, path: 'srv/.env', state: 'live' },
      ])
    })

    it('shows names that act on a terminal as harmless text, and hides a token in a name', async () => {
      const [password, token] = [fresh(templates.password), fresh(templates.githubToken)]
      const image = await buildImage({
        builder,
        dockerfile: 'FROM base\nCOPY . /app/',
        files: { 'we\x1b[31mird\n\x07/.env': `DB_PASSWORD=${password}\n`, [`cache/${token}`]: '' },
      })
      const { report } = await scan([image])
      expectExactly(report, [{ value: password, exposure: 'file' }, { value: token }])
      const { stdout } = await jetsam(['scan', image, '--quiet', '--no-color'])
      expect(stdout).toContain('we\\x1b[31mird\\n\\x07/.env')
      expect([...stdout].filter((char) => char < ' ' && char !== '\n')).toEqual([])
      expect(stdout).not.toContain(token)
    })
  })

  it('finds what docker commit and docker import were told to add', async () => {
    const [env, label, note, imported, said] = [1, 2, 3, 4, 5].map(() => fresh(templates.githubToken)) as string[]
    const image = await buildImage({ builder: 'classic', dockerfile: 'FROM base\nRUN touch /done' })
    const container = `${runId}-changes`
    const [committed, flat] = [`jetsam-test:${runId}-changed`, `jetsam-test:${runId}-flat-changed`]
    await docker(['create', '--name', container, image, 'true'])
    const changes = ['--change', `ENV API_TOKEN=${env}`, '--change', `LABEL x.note=${label}`]
    await docker(['commit', ...changes, '--message', `with ${note}`, container, committed])
    const own = ['--change', `LABEL jetsam-test=${runId}`, '--change', `ENV API_TOKEN=${imported}`]
    await docker(['import', ...own, '--message', `with ${said}`, '-', flat], {
      stdin: dockerStream(['export', container]),
    })
    const first = await scan([committed])
    expectExactly(first.report, [
      { value: env!, exposure: 'env', key: 'API_TOKEN' },
      { value: label!, exposure: 'label', key: 'x.note' },
      { value: note!, exposure: 'history' },
    ])
    const second = await scan([flat])
    expectExactly(second.report, [
      { value: imported!, exposure: 'env', key: 'API_TOKEN' },
      { value: said!, exposure: 'history' },
    ])
  })
})
