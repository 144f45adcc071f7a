import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { UnwrapOptions } from '../../../src/unwrap/limits.js'
import { jetsam } from './jetsam.js'

describe('what the scan is asked', () => {
  it('passes the flags on', async () => {
    const flags = ['--pull', 'never', '--docker-host', 'tcp://h:1', '--platform', 'linux/arm64/v8', '--strict']
    const { asked } = await jetsam(['scan', 'a', './b.tar', ...flags, '--show-secrets', '--concurrency', '3'])
    expect(asked[0]).toMatchObject({
      ...{ references: ['a', './b.tar'], all: false, pull: 'never', dockerHost: 'tcp://h:1' },
      ...{ platform: 'linux/arm64/v8', strict: true, showSecrets: true, concurrency: 3 },
    })
  })

  it.each<[string[], UnwrapOptions | undefined]>([
    [[], undefined],
    [['--no-unwrap'], { depth: 0 }],
    [['--no-spool'], { spool: 0 }],
    [['--no-unwrap', '--unwrap-depth', '3'], { depth: 0 }],
    [
      ['--unwrap-depth', '3', '--unwrap-size', '16GiB', '--unwrap-ratio', '1000', '--unwrap-time', '2h'],
      { depth: 3, size: 16 * 2 ** 30, ratio: 1000, time: 7200 },
    ],
    [
      ['--unwrap-size', '1000000', '--unwrap-time', '90s', '--spool-size', '512m'],
      { size: 1e6, time: 90, spool: 2 ** 29 },
    ],
  ])('knows what unwrapping may cost: %s', async (flags, unwrap) => {
    const { asked } = await jetsam(['scan', 'a', ...flags])
    expect(asked[0]?.unwrap).toEqual(unwrap)
  })

  it('reads the Dockerfile', async () => {
    const path = join(import.meta.dirname, 'jetsam.ts')
    const { asked } = await jetsam(['scan', 'a', '--dockerfile', path])
    expect(asked[0]?.dockerfile).toEqual({ path, text: readFileSync(path, 'utf8') })
  })

  it('has quiet defaults', async () => {
    const { asked } = await jetsam(['scan', 'a'])
    expect(asked[0]).toMatchObject({ pull: 'missing', strict: false, showSecrets: false })
    expect(asked[0]).not.toHaveProperty('dockerHost')
  })

  it('passes on files of signatures, and which are told, from lists and repeated flags', async () => {
    const flags = ['--signatures', 'a.yaml', '--signatures', 'b', '--only', 'x, y', '--only', 'z', '--skip', 'w']
    const { asked } = await jetsam(['scan', 'a', ...flags])
    expect(asked[0]).toMatchObject({ signatureFiles: ['a.yaml', 'b'], only: ['x', 'y', 'z'], skip: ['w'] })
    expect((await jetsam(['scan', 'a'])).asked[0]).not.toHaveProperty('only')
  })

  it('passes on how registries are talked to', async () => {
    const flags = ['--insecure-registry', 'R.example:5000', '--insecure-registry', '[::1]', '--registry-ca', 'ca.pem']
    const { asked } = await jetsam(['scan', 'registry:r.example:5000/a', ...flags])
    expect(asked[0]!.registry).toEqual({ insecure: ['r.example:5000', '[::1]'], authorities: ['ca.pem'] })
  })

  it('passes on mirrors of registries', async () => {
    const mirrors = [
      'docker.io=https://m.example:5000/hub/',
      'GHCR.io/owner=http://127.0.0.1:5000',
      'quay.io=n.example',
    ]
    const { asked } = await jetsam(['scan', 'a', ...mirrors.flatMap((mirror) => ['--registry-mirror', mirror])])
    expect(asked[0]!.registry?.mirrors).toEqual([
      { prefix: 'docker.io', location: 'm.example:5000/hub', insecure: false },
      { prefix: 'ghcr.io/owner', location: '127.0.0.1:5000', insecure: true },
      { prefix: 'quay.io', location: 'n.example', insecure: false },
    ])
  })

  it('passes on what the images are built on', async () => {
    const { asked } = await jetsam(['scan', 'a', '--base', 'debian:12', '--base', './base.tar'])
    expect(asked[0]!.bases).toEqual(['debian:12', './base.tar'])
  })

  it.each(['\n', '\r\n', ''])('reads a password from stdin, without its line break %j', async (end) => {
    const [flags, stdinText] = [['--username', 'me', '--password-stdin'], `a b\n${end}`]
    const { asked } = await jetsam(
      ['scan', 'registry:r.example/a', './b.tar', 'r.example/c', ...flags],
      {},
      { stdinText },
    )
    expect(asked[0]!.registry?.login).toEqual({ username: 'me', password: end === '' ? 'a b' : 'a b\n' })
  })

  it('takes --all instead of names', async () => {
    expect((await jetsam(['scan', '--all'])).asked[0]).toMatchObject({ references: [], all: true })
  })
})
