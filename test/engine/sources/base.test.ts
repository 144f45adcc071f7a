import { expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

describeEngine('--base', () => {
  it.each(['classic', 'buildkit'] as const)('names an image of the engine (%s)', async (builder) => {
    const [inherited, own] = [fresh(templates.githubToken), fresh(templates.githubToken)]
    const base = await buildImage({
      builder,
      dockerfile: 'FROM base\nCOPY a.env /srv/\nENV API_PASSWORD=of-base-7Kq1\nCMD ["/bin/sh"]',
      files: { 'a.env': `A_TOKEN=${inherited}\n` },
    })
    const child = await buildImage({
      builder,
      dockerfile: `FROM ${base}\nCOPY b.env /srv/\nRUN rm /srv/a.env`,
      files: { 'b.env': `B_TOKEN=${own}\n` },
    })
    for (const reference of [base, `docker:${base}`]) {
      const { report } = await scan([`docker:${child}`, '--base', reference, '--no-cache'])
      expect(report.images[0]!.base).toMatchObject({ by: 'image', isGuess: false, name: base })
      const origins = (value: string) =>
        report.findings.find(({ secret }) => secret.value === value)!.occurrences.map(({ origin }) => origin)
      expect([...new Set(origins(inherited))]).toEqual(['base'])
      expect([...new Set(origins(own))]).toEqual(['own'])
      expect(origins('of-base-7Kq1').filter((origin) => origin !== undefined)).toContain('base')
    }
    const { report } = await scan([`docker:${child}`, '--no-cache'])
    expect(report.images[0]!.base).toMatchObject({ by: 'history', isGuess: true })
  })
})
