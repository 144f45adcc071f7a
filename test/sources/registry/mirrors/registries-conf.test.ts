import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRegistriesConf } from '../../../../src/sources/registry/mirrors/registries-conf.js'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'jetsam-registries-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const write = async (name: string, text: string) => {
  const path = join(home, '.config/containers', name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return path
}
const read = (env: Record<string, string> = {}) => readRegistriesConf({ env, home })

describe('registries.conf', () => {
  it('tells mirrors, locations, blocks and what is insecure', async () => {
    await write(
      'registries.conf',
      `unqualified-search-registries = ["docker.io"]
short-name-mode = "enforcing"
[[registry]]
prefix = "docker.io/library"
location = "registry.example/hub/"
mirror-by-digest-only = true
[[registry.mirror]]
location = "a.example:5000"
insecure = true
[[registry.mirror]]
location = "b.example"
pull-from-mirror = "tag-only"
[[registry]]
location = "bad.example"
blocked = true
`,
    )
    expect(await read()).toEqual([
      {
        prefix: 'docker.io/library',
        location: 'registry.example/hub',
        insecure: false,
        blocked: false,
        mirrors: [
          { location: 'a.example:5000', insecure: true, pulls: 'digest-only' },
          { location: 'b.example', insecure: false, pulls: 'tag-only' },
        ],
      },
      { prefix: 'bad.example', location: 'bad.example', insecure: false, blocked: true, mirrors: [] },
    ])
  })

  it('is replaced, prefix by prefix, by the files beside it, in the order of their names', async () => {
    const insecure = (flag: boolean) => `[[registry]]\nprefix = "a.example"\ninsecure = ${flag}\n`
    await write('registries.conf', `${insecure(false)}[[registry]]\nprefix = "b.example"\n`)
    await write('registries.conf.d/20.conf', insecure(true))
    await write('registries.conf.d/10.conf', insecure(false))
    await write('registries.conf.d/30.txt', insecure(false))
    expect((await read()).map(({ prefix, insecure }) => [prefix, insecure])).toEqual([
      ['a.example', true],
      ['b.example', false],
    ])
  })

  it('may be named by the environment, and lie in another folder', async () => {
    const path = await write('other.conf', '[[registry]]\nprefix = "a.example"\n')
    expect((await read({ CONTAINERS_REGISTRIES_CONF: path })).map(({ prefix }) => prefix)).toContain('a.example')
    await write('x/containers/registries.conf', '[[registry]]\nprefix = "c.example"\n')
    const folder = join(home, '.config/containers/x')
    expect((await read({ XDG_CONFIG_HOME: folder })).map(({ prefix }) => prefix)).toEqual(['c.example'])
  })

  it('of the first version tells nothing', async () => {
    await write('registries.conf', '[registries.search]\nregistries = ["docker.io"]\n')
    expect(await read()).toEqual([])
  })

  it.each([
    ['no TOML', '[[registry'],
    ['of another shape', 'registry = "docker.io"\n'],
    ['too long', `#${' '.repeat(1024 * 1024)}\n`],
  ])('that is %s is refused, as it may block a registry', async (_, text) => {
    const path = await write('registries.conf', text)
    await expect(read()).rejects.toMatchObject({
      problem: { code: 'config-invalid', message: expect.stringContaining(path) },
    })
  })
})
