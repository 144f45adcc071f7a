import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { jetsam } from '../harness/scan.js'

describeEngine('what a report gives away', () => {
  const values = {
    token: fresh(templates.githubToken),
    password: fresh(templates.password),
    spaced: fresh('{lower:6} {lower:7} {digits:4}'),
    literal: fresh(templates.password),
    key: freshPrivateKey(),
    inPath: fresh(templates.npmToken),
    inUrl: fresh(templates.password),
  }
  const build = () =>
    buildImage({
      builder: 'classic',
      dockerfile: `FROM base
ARG API_TOKEN
ARG DB_PASSWORD
ENV ADMIN_PASSWORD=${values.password} DATABASE_URL=postgres://app:${values.inUrl}@db/app
LABEL ci.token=${values.token}
COPY key /root/.ssh/id_rsa
COPY key /srv/${values.inPath}/key
RUN curl -u ci:${values.literal} -H "Authorization: Bearer ${values.token}" http://127.0.0.1:9/ || true
RUN rm /root/.ssh/id_rsa
CMD ["serve", "--password", "${values.password}"]`,
      files: { key: values.key },
      buildArgs: { API_TOKEN: values.token, DB_PASSWORD: values.spaced },
    })
  let folder: string
  let image: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-discretion-'))
    image = await build()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** No value stands in the text, nor half of one. */
  function expectDiscreet(text: string): void {
    for (const [name, value] of Object.entries(values)) {
      const lines =
        name === 'key' ? value.split('\n').filter((line) => line !== '' && !line.startsWith('-----')) : [value]
      for (const line of lines) {
        const parts = [line, line.slice(0, line.length / 2 + 1), line.slice(line.length / 2 - 1)]
        expect(parts.filter((part) => text.includes(part)).length, name).toBe(0)
      }
    }
  }

  it.each(['table', 'json'])('masks every value everywhere: %s', async (format) => {
    const file = join(folder, `report.${format}`)
    const ended = await jetsam(['scan', image, '--format', format, '--output', `json=${file}`])
    expect(ended.code).toBe(1)
    const written = await readFile(file, 'utf8')
    expect(format === 'json' ? written : ended.stdout).toMatch(/ADMIN_PASSWORD/)
    expectDiscreet(ended.stdout)
    expectDiscreet(ended.stderr)
    expectDiscreet(written)
  })

  it('gives a finding the same id after a rebuild', async () => {
    const ids = async (name: string) => {
      const ended = await jetsam(['scan', name, '--format', 'json', '--quiet'])
      return (JSON.parse(ended.stdout) as Report).findings.map((finding) => finding.id).sort()
    }
    const before = await ids(image)
    expect(new Set(before).size).toBe(before.length)
    expect(await ids(await build())).toEqual(before)
  })
})
