import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { jetsam, scan } from '../harness/scan.js'

const token = fresh(templates.password)
const netrc = `machine git.example.org login ci password ${fresh(templates.password)}\n`

type Case = {
  name: string
  dockerfile: string
  files?: Record<string, string>
  buildArgs?: Record<string, string>
  secrets: Record<string, string>
  /** The values that leaked. */
  values: string[]
}

const cases: Case[] = [
  {
    name: 'a build argument',
    dockerfile:
      'FROM base\nARG API_TOKEN VERSION=1\nRUN echo "$API_TOKEN $VERSION" | sha256sum \\\n  | cut -c1-8 > /result',
    buildArgs: { API_TOKEN: token },
    secrets: { api_token: token },
    values: [token],
  },
  {
    name: 'a build argument that a tool reads from the environment',
    dockerfile: 'FROM base\nARG API_TOKEN\nRUN env | grep -c ^API_TO > /result',
    buildArgs: { API_TOKEN: token },
    secrets: { api_token: token },
    values: [token],
  },
  {
    name: 'a variable of the environment, used in a stage upon its own',
    dockerfile: `FROM base AS one\nENV API_TOKEN=${token} \\\n  A=1\nFROM one\nRUN \\\n  echo "\${API_TOKEN}$A" | sha256sum > /result`,
    secrets: { api_token: token },
    values: [token],
  },
  {
    name: 'a build argument that is handed on to the environment',
    dockerfile: 'FROM base\nARG API_TOKEN\nENV API_TOKEN=$API_TOKEN\nRUN echo $API_TOKEN | sha256sum > /result',
    buildArgs: { API_TOKEN: token },
    secrets: { api_token: token },
    values: [token],
  },
  {
    name: 'a copied file that is deleted',
    dockerfile:
      'FROM base\nWORKDIR /app\nCOPY other .netrc ./\nRUN sha256sum .netrc other > /result\nRUN rm -f .netrc\nRUN ls -A . >> /result',
    files: { '.netrc': netrc, other: 'x' },
    secrets: { netrc },
    values: [netrc.trim().split(' ').at(-1)!],
  },
  {
    name: 'a copied file, read by another user',
    dockerfile:
      'FROM base\nRUN mkdir -m 777 /out\nCOPY --chmod=644 .netrc /home/\nUSER 1000\nRUN sha256sum /home/.netrc > /out/result\nUSER root\nRUN cp /out/result /result',
    files: { '.netrc': netrc },
    secrets: { netrc },
    values: [netrc.trim().split(' ').at(-1)!],
  },
]

describeEngine('jetsam fix', () => {
  const resultOf = (image: string) => docker(['run', '--rm', '--network=none', image, 'cat', '/result'])
  const leaksOf = async (image: string, values: string[]) => {
    const { report } = await scan([image])
    return report.findings.filter(({ secret }) => values.some((value) => secret.value?.includes(value)))
  }

  /** Whether the builder knows `env=` (Dockerfile frontend 1.10). */
  const probe = () => {
    const dockerfile = 'FROM base\nRUN --mount=type=secret,id=a,env=A test "$A" = b'
    return buildImage({ builder: 'buildkit', dockerfile, secrets: { a: 'b' } }).then(
      () => true,
      () => false,
    )
  }
  let knowsVariables: Promise<boolean> | undefined

  const forms = ['as variables', 'as files'].flatMap((form) => cases.map((one) => ({ ...one, form })))
  it.for(forms)('mends $name, mounted $form: the image holds it no more, and is what it was', async (one, { skip }) => {
    knowsVariables ??= probe()
    // Copied files are mounted in the same way by all builders.
    if (one.form === 'as variables' && one.files === undefined && !(await knowsVariables)) skip('mounts files only')
    const { dockerfile, files = {}, buildArgs = {}, secrets, values } = one
    const leaky = await buildImage({ builder: 'buildkit', dockerfile, files, buildArgs })
    expect(await leaksOf(leaky, values)).not.toEqual([])
    const folder = await mkdtemp(join(tmpdir(), 'jetsam-fix-'))
    const path = join(folder, 'Dockerfile')
    await writeFile(path, dockerfile)
    const ended = await jetsam([
      'fix',
      '--dockerfile',
      path,
      '--write',
      ...(one.form === 'as files' ? ['--secret-files'] : []),
    ])
    expect(ended.code, ended.stderr).not.toBe(2)
    const mended = await readFile(path, 'utf8')
    const ignored = await readFile(join(folder, '.dockerignore'), 'utf8').catch(() => '')
    await rm(folder, { recursive: true })
    const mendedFiles = { ...files, ...(ignored && { '.dockerignore': ignored }) }
    const image = await buildImage({ builder: 'buildkit', dockerfile: mended, files: mendedFiles, secrets })
    expect(await leaksOf(image, values)).toEqual([])
    expect(await resultOf(image)).toBe(await resultOf(leaky))
  })
})
