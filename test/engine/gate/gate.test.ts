import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { type Builder, builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { jetsam } from '../harness/scan.js'

describeEngine('a baseline of yesterday', () => {
  const token = fresh(templates.githubToken)
  const password = fresh(templates.password)
  const lines = [`GITHUB_TOKEN=${token}`, `DB_PASSWORD=${password}`]
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-gate-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const build = (builder: Builder, dockerfile: string, env: string[]) =>
    buildImage({ builder, dockerfile, files: { 'app.env': `${env.join('\n')}\n` }, buildArgs: { NPM_TOKEN: token } })
  const yesterday = 'FROM base\nARG NPM_TOKEN\nCOPY app.env /app/.env\nRUN true'
  const gate = async (image: string, baseline: string) => {
    const flags = ['--no-cache', '--quiet', '--format', 'json', '--baseline', baseline]
    const { code, stdout, stderr } = await jetsam(['scan', image, ...flags])
    const { findings } = JSON.parse(stdout) as Report
    return { code, stderr, fresh: findings.filter(({ known }) => !known).length, all: findings.length }
  }

  it.each(builders)('%s: hides nothing new, and a rebuild is nothing new', { timeout: 300_000 }, async (builder) => {
    const baseline = join(folder, `${builder}.json`)
    const image = await build(builder, yesterday, lines)
    expect((await jetsam(['baseline', '--no-cache', '--quiet', image, '-o', baseline])).code).toBe(0)
    for (const value of [token, token.slice(-4), password, password.slice(0, 4)]) {
      expect(await readFile(baseline, 'utf8')).not.toContain(value)
    }
    expect(await gate(image, baseline)).toEqual({ code: 0, stderr: '', fresh: 0, all: 2 })

    const moved =
      'FROM base\nRUN echo another layer > /first\nRUN echo and another > /second\nARG NPM_TOKEN\nCOPY app.env /app/.env\nRUN true'
    const rebuilt = await build(builder, moved, ['# a comment', ...lines].reverse())
    expect(await gate(rebuilt, baseline)).toEqual({ code: 0, stderr: '', fresh: 0, all: 2 })
    expect((await jetsam(['diff', '-q', '--no-cache', image, rebuilt])).code).toBe(0)

    for (const more of [`ANOTHER_TOKEN=${fresh(templates.githubToken)}`, `DB_PASSWORD=${fresh(templates.password)}`]) {
      const leakier = await build(builder, yesterday, [...lines, more])
      expect(await gate(leakier, baseline)).toMatchObject({ code: 1, fresh: 1, all: 3 })
      const compared = await jetsam(['diff', '-q', '--no-cache', '-f', 'json', image, leakier])
      expect([compared.code, JSON.parse(compared.stdout).added.length]).toEqual([1, 1])
    }
  })
})
