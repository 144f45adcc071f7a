import { expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { jetsam, scan } from '../harness/scan.js'

describeEngine('one secret in many places', () => {
  it.each(builders)('is one finding with one story: %s builder', { timeout: 60_000 }, async (builder) => {
    const value = fresh(templates.githubToken)
    const image = await buildImage({
      builder,
      dockerfile: `FROM base
ARG GITHUB_TOKEN
ENV APP_TOKEN=$GITHUB_TOKEN
COPY settings.ini /app/settings.ini
COPY settings.ini /app/settings.bak
RUN rm /app/settings.bak`,
      files: { 'settings.ini': `token=${value}\n` },
      buildArgs: { GITHUB_TOKEN: value },
    })
    const { report } = await scan([image])
    expect(report.findings).toHaveLength(1)
    // An engine keeps copies of what instructions set in other fields of its configuration: more of them with the classic builder.
    const places = report.findings[0]!.occurrences.filter(({ exposure }) => exposure !== 'config')
    expect(places).toMatchObject([
      { exposure: 'build-arg', key: 'GITHUB_TOKEN' },
      { exposure: 'env', key: 'APP_TOKEN' },
      { exposure: 'history', key: 'APP_TOKEN' },
      { exposure: 'file', path: 'app/settings.ini', state: 'live' },
      { exposure: 'file', path: 'app/settings.bak', state: 'deleted', endedBy: 3 },
    ])
    expect(places).toHaveLength(5)
    const { stdout } = await jetsam(['scan', image, '--quiet', '--no-color'])
    expect(stdout.match(/^── \d+ /gm)).toHaveLength(1)
    expect(stdout.match(/^what to do /gm)).toHaveLength(1)
    for (const place of ['build-arg GITHUB_TOKEN', 'env APP_TOKEN', '/app/settings.ini', '/app/settings.bak']) {
      expect(stdout).toContain(place)
    }
  })
})
