import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { jetsam, scan } from '../harness/scan.js'
import { fileLeaks } from './files.js'
import type { Leak } from './leak.js'
import { metadataLeaks, textLeaks } from './texts.js'
import { variableLeaks } from './variables.js'

/** For every case of a leak: the remedy, built for real, leaves an image without it that does what the other did. */
describeEngine('the remedy', () => {
  let folder: string
  let knowsVariables: boolean
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-remedies-'))
    // Whether the builder knows `env=` (Dockerfile frontend 1.10).
    const dockerfile = 'FROM base\nRUN --mount=type=secret,id=a,env=A test "$A" = b'
    knowsVariables = await buildImage({ builder: 'buildkit', dockerfile, secrets: { a: 'b' } }).then(
      () => true,
      () => false,
    )
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const leaksOf = async (image: string, values: string[]) => {
    const { report } = await scan([image])
    return report.findings.filter(({ secret }) => values.some((value) => secret.value?.includes(value)))
  }

  const write = async (name: string, text: string) => {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    return path
  }

  /** What `jetsam fix --write` makes of the Dockerfile, and tells. */
  async function fix({ dockerfile, byHand }: Leak, form: string) {
    const path = await write('Dockerfile', dockerfile)
    await rm(join(folder, '.dockerignore'), { force: true })
    const { code, stderr } = await jetsam([
      ...['fix', '--dockerfile', path, '--write'],
      ...(form === 'as files' ? ['--secret-files'] : []),
    ])
    expect(code, stderr).not.toBe(2)
    const ignored = await readFile(join(folder, '.dockerignore'), 'utf8').catch(() => '')
    return {
      text: await readFile(path, 'utf8'),
      told: stderr,
      ignored: [ignored, ...(byHand?.ignored ?? [])].join('\n'),
    }
  }

  /** What a container of the image does. */
  async function effect(image: string, { check = ['cat', '/result'], child }: Leak, given: string[], leak: Leak) {
    let of = image
    if (child) of = await buildImage({ builder: 'buildkit', dockerfile: `FROM ${image}`, secrets: leak.secrets })
    let command = check
    if (check[0] === 'health') {
      command = ['sh', '-c', await docker(['inspect', '--format', '{{index .Config.Healthcheck.Test 1}}', image])]
    }
    return docker(['run', '--rm', '--network=none', ...given, of, ...command])
  }

  async function givenAtRunTime({ env = {}, mounts = {} }: Leak): Promise<string[]> {
    const flags = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`])
    for (const [i, [path, text]] of Object.entries(mounts).entries()) {
      flags.push('--volume', `${await write(`mounts/${i}`, text)}:${path}:ro`)
    }
    return flags
  }

  /** The secrets that the flags of the told command ask for, of the values that leaked, in order of the Dockerfile. */
  function askedFor(told: string, { values, secrets = {} }: Leak): Record<string, string> {
    const ids = [...told.matchAll(/--secret id=([\w-]+)/g)].map(([, id]) => id!)
    if (ids.every((id) => Object.hasOwn(secrets, id))) return secrets
    return Object.fromEntries(ids.map((id, i) => [id, values[i]!]))
  }

  const leaks = [...variableLeaks, ...textLeaks, ...metadataLeaks, ...fileLeaks]
  const cases = ['as variables', 'as files'].flatMap((form) => leaks.map((leak) => ({ name: leak.name, form, leak })))
  it.for(cases)('of $name, mounted $form', { timeout: 120_000 }, async ({ leak, form }, { skip }) => {
    if (leak.form !== undefined && leak.form !== form) skip('has another remedy')
    const usesVariables = leak.files === undefined && leak.secrets !== undefined
    // Copied files are mounted in the same way by all builders, and what is not mounted is not either.
    if (form === 'as variables' ? usesVariables && !knowsVariables : !usesVariables) skip('mounts nothing so')
    const { dockerfile, files = {}, buildArgs = {}, values, byHand } = leak
    const leaky = await buildImage({ builder: 'buildkit', dockerfile, files, buildArgs })
    const found = await leaksOf(leaky, values)
    expect(found).not.toEqual([])
    const fixed = await fix(leak, form)
    if (byHand) {
      const advice = found.flatMap(({ remedy }) => [remedy.summary, ...remedy.steps]).join('\n')
      expect(`${fixed.told}\n${advice}`).toMatch(byHand.told)
    }
    const mended = byHand ? byHand.mend(fixed.text) : fixed.text
    const image = await buildImage({
      ...{ builder: 'buildkit', dockerfile: mended, files: { ...files, '.dockerignore': fixed.ignored } },
      // A proxy is given as before: what is not declared is not written down.
      buildArgs: Object.fromEntries(Object.entries(buildArgs).filter(([name]) => /proxy/i.test(name))),
      secrets: askedFor(fixed.told, leak),
    })
    expect(await leaksOf(image, values)).toEqual([])
    const before = await effect(leaky, leak, [], {} as Leak)
    expect(await effect(image, leak, await givenAtRunTime(leak), leak)).toBe(before)
    expect(before).not.toBe('')
  })
})
