import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { jetsam, scan } from '../../engine/harness/scan.js'
import { configOf, json, layerTar, tarOf } from '../../sources/build-archive.js'

const token = (name: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `base ${name}`)

describe('--base', () => {
  let folder: string
  const at = (name: string) => join(folder, name)
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-base-'))
    const base = await layerTar('etc/base.env', `A_TOKEN=${token('base')}\n`)
    const own = await layerTar('srv/own.env', `B_TOKEN=${token('own')}\n`)
    const history = [
      { created_by: 'ADD rootfs.tar / # buildkit' },
      { created_by: `ENV C_TOKEN=${token('env')}`, empty_layer: true },
      { created_by: 'COPY own.env /srv/ # buildkit' },
    ]
    const write = async (name: string, layers: Buffer[], rows: object[]) => {
      const config = { path: 'config.json', bytes: configOf(layers, { history: rows }) }
      const files = layers.map((bytes, i) => ({ path: `${i}.tar`, bytes }))
      const manifest = [{ Config: 'config.json', RepoTags: [], Layers: files.map(({ path }) => path) }]
      await writeFile(at(name), await tarOf([config, ...files, { path: 'manifest.json', bytes: json(manifest) }]))
    }
    await write('base.tar', [base], history.slice(0, 2))
    await write('child.tar', [base, own], history)
    await write('other.tar', [own], history.slice(2))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('tells what the base brought, and what to do about that', async () => {
    const { report } = await scan([at('child.tar'), '--base', at('base.tar'), '--no-cache'])
    expect(report.images[0]!.base).toEqual({ by: 'image', isGuess: false, name: at('base.tar'), layers: 1 })
    const origin = (name: string) => {
      const found = report.findings.find(({ secret }) => secret.value === token(name))!
      return [found.occurrences.map((one) => one.origin), found.remedy.summary.includes('base image')]
    }
    expect(origin('base')).toEqual([['base'], true])
    expect(origin('env')).toEqual([['base'], true])
    expect(origin('own')).toEqual([['own'], false])
  })

  it('tells in words whose layer it is', async () => {
    const { stdout } = await jetsam(['scan', '-q', at('child.tar'), '--base', at('base.tar'), '--no-cache'])
    const words = stdout.replace(/\s+/g, ' ')
    expect(words).toMatch(/layer 1 of 2, live[^;]*; of the base image \S*base\.tar/)
    expect(words).toMatch(/instruction 2 \(of the base image \S*base\.tar\)/)
    expect(words).toMatch(/layer 2 of 2, live[^;]*; your own/)
  })

  it('is told where it is none, or is not there', async () => {
    const strange = await jetsam(['scan', at('child.tar'), '--base', at('other.tar'), '--no-cache'])
    expect(strange.stderr).toContain('child.tar is not built on')
    const absent = await jetsam(['scan', '-q', at('child.tar'), '--base', at('absent.tar'), '--no-cache'])
    expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining('--base: ')])
  })
})
