// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what Compose files say.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { maxIncludeDepth } from '../../src/compose/documents.js'
import { readComposeProject } from '../../src/compose/project.js'
import { maxExtendsDepth } from '../../src/compose/service-parts.js'
import { composeTexts, maxVisits } from '../../src/compose/texts.js'
import { maxWrittenBytes, writtenTexts } from '../../src/compose/variables/written.js'
import { maxComposeFiles } from '../../src/compose/yaml/loader.js'
import { valueAt } from '../../src/compose/yaml/node.js'
import { maxFileBytes } from '../../src/compose/yaml/read-text-file.js'

const root = mkdtempSync(join(tmpdir(), 'jetsam-compose-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let count = 0

/** Reads the project of these files. */
function project(
  files: Record<string, string>,
  more: { env?: Record<string, string>; profiles?: string[]; given?: string[] } = {},
) {
  const cwd = join(root, `My.Shop-${++count}`)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  const { env = {}, profiles = [], given = ['compose.yaml'] } = more
  return readComposeProject({ files: given, profiles, env, cwd })
}
const images = async (...options: Parameters<typeof project>) => {
  const { services } = await project(...options)
  return Object.fromEntries(services.map(({ name, image, mistake }) => [name, image ?? mistake?.what]))
}
const one = (text: string) => ({ 'compose.yaml': text })

describe('the image of a service', () => {
  it('is named, or named after project and service', async () => {
    const text = 'services: {db: {image: "postgres:16"}, web: {build: .}, both: {build: ., image: "me/both"}}'
    expect(await images(one(text))).toEqual({
      db: 'postgres:16',
      web: `myshop-${count}-web`,
      both: 'me/both',
    })
  })

  it.each([
    ['by the file', 'name: Other_1\n', {}, 'other_1-web'],
    ['by the environment, which wins', 'name: other\n', { COMPOSE_PROJECT_NAME: 'env' }, 'env-web'],
    ['with a variable', 'name: ${STAGE:-dev}-shop\n', { STAGE: 'prod' }, 'prod-shop-web'],
  ])('has its project named %s', async (_name, head, env, image) => {
    expect(await images(one(`${head}services: {web: {build: .}}`), { env })).toEqual({ web: image })
  })

  it('takes variables from the environment, then from .env', async () => {
    const files = {
      ...one(
        'services: {a: {image: "x:${A}"}, b: {image: "x:${B}"}, c: {image: "x:${C:-3}"}, d: {image: "x:${D:?no}"}}',
      ),
      '.env': 'A=file\nB=file\n',
    }
    expect(await images(files, { env: { A: 'process' } })).toEqual({
      a: 'x:process',
      b: 'x:file',
      c: 'x:3',
      d: 'has an image whose name needs a value for D',
    })
  })

  it('is missing', async () => {
    expect(await images(one('services: {a: {}, b: {provider: {type: x}}}'))).toEqual({
      a: 'has neither an image nor a build',
      b: undefined,
    })
  })
})

describe('several files', () => {
  it('are merged in their order', async () => {
    const files = {
      ...one('services: {a: {image: "x:1"}, b: {build: .}, c: {build: .}}'),
      'o.yaml': 'services: {a: {image: "x:2"}, b: {image: b}, c: {build: !reset null, image: c}}',
    }
    const { services } = await project(files, { given: ['compose.yaml', 'o.yaml'] })
    expect(services.map(({ image, isBuilt }) => [image, isBuilt])).toEqual([
      ['x:2', false],
      ['b', true],
      ['c', false],
    ])
  })

  it('include others, from their own folders', async () => {
    const files = {
      ...one(
        'include: [sub/a.yaml, {path: [sub/b.yaml, sub/c.yaml], env_file: sub/b.env}]\nservices: {x: {image: "x:${V:-0}"}}',
      ),
      'sub/a.yaml': 'services: {a: {image: "a:${V:-0}", env_file: a.env}}',
      'sub/a.env': 'X=1',
      'sub/.env': 'V=1',
      'sub/b.env': 'V=2',
      'sub/b.yaml': 'services: {b: {image: "b:${V:-0}"}}',
      'sub/c.yaml': 'services: {b: {image: "c:${V:-0}"}}',
    }
    expect(await images(files)).toEqual({ a: 'a:1', b: 'c:2', x: 'x:0' })
    const { envFiles, mistakes } = await project(files)
    expect([envFiles.map(({ file }) => file.path), mistakes]).toEqual([['sub/a.env'], []])
  })

  it('extend services of their own and of others', async () => {
    const files = {
      ...one('services: {a: {extends: b}, b: {extends: {file: sub/base.yaml, service: c}}, e: {image: e, extends: b}}'),
      'sub/base.yaml': 'services: {c: {image: c, env_file: c.env, extends: d}, d: {image: d, profiles: [p]}}',
      'sub/c.env': 'X=1',
    }
    const { services, envFiles, mistakes } = await project(files)
    expect(services.map(({ name, image, profiles }) => [name, image, profiles])).toEqual([
      ['a', 'c', ['p']],
      ['b', 'c', ['p']],
      ['e', 'e', ['p']],
    ])
    expect(envFiles.map(({ file, services: of }) => [file.path, of])).toEqual([['sub/c.env', ['a', 'b', 'e']]])
    expect(mistakes).toEqual([])
  })

  it.each([
    [
      'include in circles',
      { 'compose.yaml': 'include: [compose.yaml]\nservices: {a: {image: a}}' },
      'goes round in circles',
    ],
    ['extend in circles', { 'compose.yaml': 'services: {a: {extends: b, image: a}, b: {extends: a}}' }, 'in circles'],
    [
      'extend themselves',
      { 'compose.yaml': 'services: {a: {extends: {file: compose.yaml, service: a}, image: a}}' },
      'in circles',
    ],
    ['extend what is not there', { 'compose.yaml': 'services: {a: {extends: z, image: a}}' }, 'that is not there'],
    [
      'extend from a missing file',
      { 'compose.yaml': 'services: {a: {extends: {file: z.yaml, service: z}, image: a}}' },
      'there is no file z.yaml',
    ],
    [
      'include from elsewhere',
      { 'compose.yaml': 'include: ["oci://example.org/x"]\nservices: {a: {image: a}}' },
      'is not read',
    ],
    ['lack an env file', { 'compose.yaml': 'services: {a: {image: a, env_file: z.env}}' }, 'there is no file z.env'],
    ['name a folder as env file', { 'compose.yaml': 'services: {a: {image: a, env_file: .}}' }, 'is not a file'],
    [
      'name a device as env file',
      { 'compose.yaml': 'services: {a: {image: a, env_file: /dev/zero}}' },
      '/dev/zero is not a file',
    ],
    [
      'name a large file as env file',
      { 'compose.yaml': 'services: {a: {image: a, env_file: z.env}}', 'z.env': 'x'.repeat(maxFileBytes + 1) },
      'z.env is larger than',
    ],
  ])('that %s are told, and the rest is read', async (_name, files, mistake) => {
    const { services, mistakes } = await project(files as Record<string, string>)
    expect(mistakes).toEqual([expect.stringContaining(mistake)])
    expect(services[0]).toMatchObject({ name: 'a', image: 'a' })
  })

  it('need not have an env file that is not required', async () => {
    const { mistakes } = await project(one('services: {a: {image: a, env_file: [{path: z.env, required: false}]}}'))
    expect(mistakes).toEqual([])
  })
})

describe('profiles', () => {
  const text = 'services: {a: {image: a}, b: {image: b, profiles: [x]}, c: {image: c, profiles: [y]}}'
  it.each([
    [[], ['a', 'b', 'c']],
    [['x'], ['a', 'b']],
    [['z'], ['a']],
  ])('%j', async (profiles, names) => {
    const { services } = await project(one(text), { profiles })
    expect(services.map(({ name }) => name)).toEqual(names)
  })
})

it('knows the Dockerfile of what is built', async () => {
  const files = {
    ...one(
      'services: {a: {build: .}, b: {build: {context: sub, dockerfile: D}}, c: {build: {dockerfile_inline: "FROM x"}}, d: {image: d}, e: {build: "https://example.org/x.git"}}',
    ),
    Dockerfile: 'FROM a',
    'sub/D': 'FROM b',
  }
  const { services } = await project(files)
  expect(services.map(({ dockerfile }) => dockerfile)).toEqual([
    { path: 'Dockerfile', text: 'FROM a' },
    { path: 'sub/D', text: 'FROM b' },
    undefined,
    undefined,
    undefined,
  ])
})

describe('a project that is made to be too much', () => {
  it('is cut where includes are nested too deeply', async () => {
    const files = Object.fromEntries(
      Array.from({ length: maxIncludeDepth + 3 }, (_, i) => [
        `${i}.yaml`,
        `include: [${i + 1}.yaml]\nservices: {s${i}: {image: x}}`,
      ]),
    )
    const { services, mistakes } = await project(files, { given: ['0.yaml'] })
    expect(services).toHaveLength(maxIncludeDepth + 1)
    expect(mistakes).toEqual([expect.stringContaining('nested deeper than')])
  })

  it('is cut where services extend too deeply', async () => {
    const services = Array.from({ length: 2 * maxExtendsDepth }, (_, i) => `s${i}: {extends: s${i + 1}, image: x}`)
    const { mistakes } = await project(one(`services: {${services.join(', ')}}`))
    expect(mistakes).toContainEqual(expect.stringContaining('in circles'))
  })

  it('is cut where there are too many files', async () => {
    const names = Array.from({ length: maxComposeFiles + 5 }, (_, i) => `${i}.env`)
    const files = Object.fromEntries(names.map((name) => [name, 'A=1']))
    const { mistakes, envFiles } = await project({
      ...one(`services: {a: {image: a, env_file: [${names.join(', ')}]}}`),
      ...files,
    })
    expect(mistakes).toEqual([`more than ${maxComposeFiles} files`])
    expect(envFiles.length).toBeGreaterThan(maxComposeFiles / 2)
  })

  it('is cut where services share too much', async () => {
    const values = Array.from({ length: 2_000 }, (_, i) => `    v${i}: {a: b}`).join('\n')
    const services = Array.from({ length: 400 }, (_, i) => `  s${i}: *x`).join('\n')
    const text = `x-all: &x\n  image: x\n  x-more:\n${values}\nservices:\n${services}`
    const { texts, isCut } = composeTexts(await project(one(text)))
    expect(2_000 * 400).toBeGreaterThan(maxVisits)
    expect(isCut).toBe(true)
    expect(texts.length).toBeGreaterThan(2_000)
  })

  it('is cut where a text grows by its variables', async () => {
    const files = {
      ...one(`services: {a: {image: a, command: "${'$A'.repeat(100)}"}}`),
      '.env': `A=${'x'.repeat(100_000)}`,
    }
    const { parts } = await project(files)
    const [part] = parts.get('a')!
    const node = valueAt(part!.node, 'command')
    if (node?.kind !== 'text') throw new Error('no text')
    const [written] = writtenTexts(node, part!.variables)
    expect(written!.text.length).toBe(maxWrittenBytes)
  })
})
