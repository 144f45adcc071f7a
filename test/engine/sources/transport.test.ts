import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { builders, buildImage } from '../harness/build-image.js'
import { docker, dockerStream } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { expectExactly } from '../harness/expect-findings.js'
import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { mustRun } from '../harness/process.js'
import { scan } from '../harness/scan.js'

describeEngine('one image by every way', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-transport-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each(builders)(
    'gives the same findings through the engine, a saved archive, gzip and stdin: %s builder',
    async (builder) => {
      const { image, values } = await leakyImage(builder)
      const archive = join(folder, `${builder}.tar`)
      await docker(['save', '--output', archive, image])
      await mustRun('gzip', ['--keep', archive])

      const engine = await scan([`docker:${image}`])
      expectExactly(
        engine.report,
        values.map((value) => ({ value })),
      )
      const others = {
        'a bare name': await scan([image]),
        archive: await scan([`docker-archive:${archive}`]),
        'a bare path': await scan([archive]),
        'archive, gzipped': await scan([`docker-archive:${archive}.gz`]),
        stdin: await scan(['-'], { stdin: createReadStream(archive) }),
        'stdin, gzipped': await scan(['-'], { stdin: createReadStream(`${archive}.gz`) }),
        'docker save | jetsam': await scan(['-'], { stdin: dockerStream(['save', image]) }),
      }
      for (const [way, other] of Object.entries(others)) {
        expect(comparable(other.report), way).toEqual(comparable(engine.report))
        expect(other.code, way).toBe(engine.code)
      }
    },
  )

  describe('several images', () => {
    it('reads an archive of two, and tells which one leaks what', async () => {
      const [first, second] = [await leakyImage('classic'), await leakyImage('buildkit')]
      const archive = join(folder, 'two.tar')
      await docker(['save', '--output', archive, first.image, second.image])
      const { report, code } = await scan([`docker-archive:${archive}`])
      expectTwo(report, first, second)
      expect(code).toBe(1)
    })

    it('takes several references in one run', async () => {
      const [first, second] = [await leakyImage('classic'), await leakyImage('buildkit')]
      const { report, code } = await scan([first.image, second.image])
      expectTwo(report, first, second)
      expect(code).toBe(1)
    })
  })
})

type Leaky = { image: string; values: string[] }

function expectTwo(report: Report, first: Leaky, second: Leaky): void {
  expectExactly(
    report,
    [...first.values, ...second.values].map((value) => ({ value })),
  )
  expect(report.images).toHaveLength(2)
  for (const { image, values } of [first, second]) {
    const index = report.images.findIndex(({ tags }) => tags.includes(image))
    expect(index, `the image ${image} by its tag`).toBeGreaterThanOrEqual(0)
    for (const value of values) {
      const finding = report.findings.find((f) => f.secret.value?.trim() === value.trim())
      const astray = finding?.occurrences.filter((o) => o.image !== index)
      expect(astray, 'occurrences under the other image').toEqual([])
    }
  }
}

/** An image that leaks by arguments, variables, labels, commands, and files of every life. */
async function leakyImage(builder: (typeof builders)[number]): Promise<Leaky> {
  const [argument, variable, label] = [
    fresh(templates.githubToken),
    fresh(templates.password),
    fresh(templates.gitlabToken),
  ]
  const [literal, first, second] = [fresh(templates.password), fresh(templates.password), fresh(templates.password)]
  const [key, token] = [freshPrivateKey(), fresh(templates.npmToken)]
  const image = await buildImage({
    builder,
    dockerfile: `FROM base
ARG API_TOKEN
ENV DB_PASSWORD=${variable}
LABEL ci.token=${label}
COPY id_rsa /root/.ssh/id_rsa
COPY first /app/.env
RUN curl -u ci:${literal} http://127.0.0.1:9/ || true
RUN touch /done
RUN rm /root/.ssh/id_rsa
COPY second /app/.env
COPY npmrc /root/.npmrc`,
    files: {
      id_rsa: key,
      first: `ADMIN_PASSWORD=${first}\n`,
      second: `ADMIN_PASSWORD=${second}\n`,
      npmrc: `//registry.npmjs.org/:_authToken=${token}\n`,
    },
    buildArgs: { API_TOKEN: argument },
  })
  return { image, values: [argument, variable, label, literal, first, second, key, token] }
}

/** What must not depend on the way by which an image came. */
function comparable({ images, findings, suppressed, coverage, summary }: Report): object {
  const same = images.map(({ id, platform, created, layers }) => ({
    id,
    platform,
    created,
    layers: layers.map(({ index, diffId, instruction }) => ({ index, diffId, instruction })),
  }))
  return { images: same, findings, suppressed, summary, complete: coverage.complete, files: coverage.files }
}
