import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builders, buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

describeEngine('the Dockerfile that an image was built from', () => {
  describe.each(builders)('%s builder', (builder) => {
    it('tells the line of each finding', async () => {
      const [variable, literal, file] = [
        fresh(templates.password),
        fresh(templates.password),
        fresh(templates.password),
      ]
      const dockerfile = `FROM base AS tools
ENV FIRST_PASSWORD=${variable}

FROM tools
ARG VERSION=1
# a comment
RUN --mount=type=tmpfs,target=/x true \\
    && curl -u ci:${literal} https://example.org || true
COPY .netrc /root/
CMD ["sh"]
`.replace(builder === 'classic' ? '--mount=type=tmpfs,target=/x ' : /$^/, '')
      const files = { '.netrc': `machine git.example.org login ci password ${file}\n` }
      const image = await buildImage({ builder, dockerfile, files })
      const folder = await mkdtemp(join(tmpdir(), 'jetsam-dockerfile-'))
      const path = join(folder, 'Dockerfile')
      await writeFile(path, dockerfile)
      const { report } = await scan([image, '--dockerfile', path])
      await rm(folder, { recursive: true })
      const lineOf = (value: string) =>
        report.findings
          .filter(({ secret }) => secret.value === value)
          .flatMap(({ occurrences }) => occurrences.filter(({ exposure }) => exposure !== 'config'))
          .map(({ dockerfile }) => dockerfile)
      expect(new Set(lineOf(variable).map((place) => place?.line))).toEqual(new Set([2]))
      expect(lineOf(literal)).toEqual([{ path, line: 7 }])
      expect(lineOf(file)).toEqual([{ path, line: 9 }])
    })
  })
})
