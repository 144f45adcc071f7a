import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine, runId } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { scan } from '../harness/scan.js'

describeEngine('a Compose project', () => {
  it('has the images of its services scanned, each for its own', async () => {
    const [inWeb, inFile, inDatabase] = [
      fresh(templates.password),
      fresh(templates.githubToken),
      fresh(templates.password),
    ]
    const dockerfile = `FROM base\nENV API_PASSWORD=${inWeb}\n`
    const web = await buildImage({ builder: 'buildkit', dockerfile })
    const database = await buildImage({ builder: 'buildkit', dockerfile: `FROM base\nENV DB_PASSWORD=${inDatabase}` })
    // What "docker compose build" would call it.
    await docker(['tag', web, `jetsam-${runId}-web`])
    const folder = await mkdtemp(join(tmpdir(), 'jetsam-compose-'))
    const file = join(folder, 'compose.yaml')
    const text = `name: jetsam-${runId}
services:
  web:
    build: {context: ., args: {GITHUB_TOKEN: "\${GITHUB_TOKEN}"}}
  db: {image: "${database}"}
  replica: {image: "\${DATABASE}"}
  late: {build: ., profiles: [later]}
  gone: {image: "jetsam-test-none:${runId}"}
`
    await writeFile(file, text)
    await writeFile(join(folder, '.env'), `DATABASE=${database}\nGITHUB_TOKEN=${inFile}\n`)
    await writeFile(join(folder, 'Dockerfile'), dockerfile)
    try {
      const { code, report, stderr } = await scan(['--compose', file, '--pull', 'never'])
      expect(report.images.map(({ source, services }) => [source, services])).toEqual([
        ['compose', ['web', 'db', 'replica', 'late', 'gone']],
        ['docker', ['web']],
        ['docker', ['db', 'replica']],
      ])
      const placesOf = (value: string) =>
        report.findings
          .filter(({ secret }) => secret.value === value)
          .flatMap(({ occurrences }) => occurrences)
          .map(({ exposure, services, compose, dockerfile: at }) => [exposure, services, compose ?? at])
      expect(placesOf(inWeb)).toContainEqual(['env', ['web'], { path: join(folder, 'Dockerfile'), line: 2 }])
      expect(new Set(placesOf(inDatabase).map(([, services]) => JSON.stringify(services)))).toEqual(
        new Set(['["db","replica"]']),
      )
      expect(placesOf(inFile)).toEqual([['build-arg', ['web'], { path: join(folder, '.env'), line: 2, column: 14 }]])
      expect(code).toBe(2)
      expect(stderr).toContain(`image-not-found: service late: `)
      expect(stderr).toContain(`docker compose -f ${file} --profile later build late, then scan again`)
      expect(stderr).toContain(`docker compose -f ${file} pull gone, then scan again`)

      const chosen = await scan(['--compose', file, '--profile', 'none', '--pull', 'never'])
      expect(chosen.stderr).not.toContain('service late')
    } finally {
      await rm(folder, { recursive: true })
      await docker(['rmi', `jetsam-${runId}-web`])
    }
  })
})
