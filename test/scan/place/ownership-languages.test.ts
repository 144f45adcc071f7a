import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { TarEntry } from '../../../src/demo/ustar.js'
import { heldLimit } from '../../../src/scan/layer/own-format.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { scanLayers } from './debian-image.js'

const seeded = (template: string) => expandTemplate(template, 'ownership of languages')
const secrets = {
  generic: `DB_PASSWORD=${seeded('{base62:24}')}\n`,
  key: seeded('{pem:EC PRIVATE KEY}'),
  token: `token=${seeded('ghp_{base62:30}{crc32:6}')}\n`,
}

const packages = 'usr/lib/python3/site-packages'
const record = (...files: TarEntry[]) => ({
  path: `${packages}/acme-1.0.dist-info/RECORD`,
  body: files
    .map(({ path, body }) => {
      const digest = createHash('sha256').update(body!).digest('base64url')
      return `${path.replace(`${packages}/`, '')},sha256=${digest},1\n`
    })
    .join(''),
})
const inNpm = (body: string | Buffer, path = 'srv/node_modules/acme/lib/x.env') => [
  { path: 'srv/node_modules/acme/package.json', body: JSON.stringify({ name: 'acme', version: '1.2.3' }) },
  { path, body },
]
const inWheel = (body: string) => {
  const file = { path: `${packages}/acme/x.env`, body }
  return [file, record(file)]
}

async function outcome(...layers: TarEntry[][]) {
  const { findings, suppressed, coverage } = await scanLayers(...layers)
  expect(coverage.gaps).toEqual([])
  return [...findings.map(({ severity }) => severity), ...suppressed.map(({ reason }) => reason)]
}

describe.each([
  ['a wheel', inWheel, 'part of the Python package acme-1.0, unchanged'],
  ['an npm package', inNpm, 'in the folder of the npm package acme@1.2.3'],
  [
    'a gem',
    (body: string) => [
      { path: 'ruby/specifications/acme-1.gemspec', body: 'Gem::Specification.new' },
      { path: 'ruby/gems/acme-1/x.env', body },
    ],
    'in the folder of the Ruby gem acme-1',
  ],
  [
    'a Go module',
    (body: string) => [
      { path: 'go/pkg/mod/cache/download/acme.example/x/@v/v1.0.0.ziphash', body: 'h1:' },
      { path: 'go/pkg/mod/acme.example/x@v1.0.0/x.env', body },
    ],
    'in the folder of the Go module acme.example/x@v1.0.0',
  ],
  [
    'a Composer package',
    (body: string) => [
      { path: 'vendor/x/composer/installed.json', body: JSON.stringify([{ name: 'acme/x', version: '1' }]) },
      { path: 'vendor/x/acme/x/x.env', body },
    ],
    'in the folder of the Composer package acme/x 1',
  ],
])('what stands in %s', (_, within, reason) => {
  it('is excused if it is generic', async () => {
    expect(await outcome(within(secrets.generic))).toEqual([reason])
  })

  it('is low if it is a key', async () => {
    const { findings } = await scanLayers(within(secrets.key))
    expect(findings).toMatchObject([{ severity: 'low', reasons: expect.arrayContaining([reason]) }])
  })

  it("keeps its severity if it is a provider's token", async () => {
    expect(await outcome(within(secrets.token))).toEqual(['critical'])
  })

  it('is not excused without the description', async () => {
    const files = within(secrets.key).filter((one) => String(one.body) === secrets.key)
    expect(await outcome(files)).toEqual(['critical'])
  })
})

describe('what is no package’s own', () => {
  const file = { path: `${packages}/acme/x.env`, body: secrets.key }
  it.each([
    ['beside the packages', inNpm(secrets.key, 'srv/node_modules/.env')],
    ['beside the packages of a package', inNpm(secrets.key, 'srv/node_modules/acme/node_modules/.env')],
    ['in a folder of a like name', inNpm(secrets.key, 'srv/node_modules/acme2/x.env')],
    ['above the packages', inNpm(secrets.key, 'srv/.env')],
    ['in no RECORD', [...inWheel('x\n'), { path: `${packages}/settings.py`, body: secrets.key }]],
    ['changed since', [{ ...file, body: `${secrets.key}# changed\n` }, record(file)]],
    [
      'of a project that was installed from its folder',
      [file, record(file), { path: `${packages}/acme-1.0.dist-info/direct_url.json`, body: '{"dir_info":{}}' }],
    ],
    ['in a folder of tests', [{ path: 'srv/test/example/vendor/x.env', body: secrets.key }]],
  ])('is not excused: %s', async (_, layer) => {
    expect(await outcome(layer)).toEqual(['critical'])
  })

  it('is what a later step put into a package', async () => {
    const [manifest, added] = inNpm(secrets.key)
    expect(await outcome([manifest!], [added!])).toEqual(['critical'])
  })

  it('is not excused by what a later step says of its folder', async () => {
    const [manifest, first] = inNpm(secrets.key)
    expect(await outcome([first!], [manifest!])).toEqual(['critical'])
  })
})

describe('a file of a package', () => {
  it('may be too large for a checksum, where none is asked for', async () => {
    const body = Buffer.concat([Buffer.alloc(heldLimit, '.\n'), Buffer.from(secrets.key)])
    expect(await outcome(inNpm(body, 'srv/node_modules/acme/x.js'))).toEqual(['low'])
  })

  it('may be known to a distribution as well, which excuses more', async () => {
    const file = { path: `${packages}/acme/x.env`, body: secrets.key }
    const md5 = createHash('md5').update(file.body).digest('hex')
    const debian = [
      { path: 'var/lib/dpkg/info/python3-acme.md5sums', body: `${md5}  ${file.path}\n` },
      { path: 'var/lib/dpkg/status', body: 'Package: python3-acme\nMaintainer: X <x@debian.org>\n' },
    ]
    expect(await outcome([file, record(file), ...debian])).toEqual(["part of Debian's package python3-acme, unchanged"])
  })
})

describe('what Python compiled', () => {
  const source = { path: `${packages}/acme/keys.py`, body: secrets.key }
  const compiled = (path: string, body = `\0\0\0\0${secrets.key}\0`) => ({ path: `${packages}/acme/${path}`, body })

  it.each(['__pycache__/keys.cpython-311.pyc', '__pycache__/keys.cpython-311.opt-1.pyc', 'keys.pyc'])(
    'repeats its source: %s',
    async (name) => {
      const { findings } = await scanLayers([source, record(source), compiled(name)])
      expect(findings).toMatchObject([{ severity: 'low' }])
      expect(findings[0]!.reasons.join()).toContain('compiled from a file that is part of the Python package acme-1.0')
    },
  )

  it.each([
    [
      'another secret',
      compiled('__pycache__/keys.cpython-311.pyc', `\0${expandTemplate('{pem:EC PRIVATE KEY}', 'x')}\0`),
    ],
    ['the same secret from elsewhere', compiled('__pycache__/other.cpython-311.pyc')],
  ])('is not excused: %s', async (_, file) => {
    const { findings } = await scanLayers([source, record(source), file])
    expect(findings[0]).toMatchObject({ severity: 'critical' })
  })
})
