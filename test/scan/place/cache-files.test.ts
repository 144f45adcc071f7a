import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { parsePlatform } from '../../../src/image/platform.js'
import { placeCacheFiles } from '../../../src/scan/place/cache-files.js'
import { readSource } from '../../../src/scan/read-source.js'
import { createTools } from '../../../src/scan/tools.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import { openArchive } from '../../../src/sources/archive/open-archive.js'
import { indexJson, type Member, tarOf } from '../../sources/build-archive.js'
import { cacheOf } from '../../sources/layout/build-cache-of.js'
import { scanWith } from '../cache/scanning.js'

const token = (name: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `build cache ${name}`)
const file = (name: string): Member => ({ path: `${name}.env`, bytes: `TOKEN=${token(name)}\n` })
const removed = (name: string): Member => ({ path: `.wh.${name}.env`, bytes: '' })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetsam-place-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Scans a cache of these layers; each is told with the number of the one that it stands upon. */
async function scanCache(...steps: [number, ...Member[]][]): Promise<Report> {
  const layers = await Promise.all(steps.map(async ([parent, ...members]) => ({ parent, layer: await tarOf(members) })))
  const { members, descriptor } = cacheOf(layers, 'image')
  const path = join(folder, 'cache.tar')
  writeFileSync(path, await tarOf([...members, indexJson([descriptor])]))
  const { report, problems } = await scanWith([`oci-archive:${path}`])
  expect(problems).toEqual([])
  expect(report.coverage.complete).toBe(true)
  return report
}

/** What reading the archive that was scanned last brings. */
async function sealedCache() {
  const archive = { reference: 'cache.tar', hostPlatform: parsePlatform('linux/amd64') }
  const source = await openArchive(join(folder, 'cache.tar'), archive)
  const tools = createTools(readSignatureTable(), { key: Buffer.alloc(32, 7), showSecrets: false })
  return readSource(source, { tools, onEvent: () => {} })
}

const occurrencesOf = ({ findings }: Report) =>
  findings
    .flatMap(({ occurrences }) => occurrences)
    .map(({ exposure, path, layer, state, endedBy }) => ({
      exposure,
      path,
      layer,
      state,
      ...(endedBy !== undefined && { endedBy }),
    }))
    .sort((a, b) => (a.layer ?? 0) - (b.layer ?? 0))

describe('what is found in a build cache', () => {
  it('lives as long as one of the stages has it', async () => {
    const report = await scanCache(
      [-1, file('base'), file('gone')],
      [0, removed('base'), removed('gone'), file('own')],
      [1, file('own')],
      [0, removed('gone'), file('other')],
    )
    expect(report.images).toMatchObject([{ source: 'oci-archive (build cache)', layers: { length: 4 } }])
    expect(occurrencesOf(report)).toEqual([
      { exposure: 'build-cache', path: 'base.env', layer: 0, state: 'live' },
      { exposure: 'build-cache', path: 'gone.env', layer: 0, state: 'deleted', endedBy: 1 },
      { exposure: 'build-cache', path: 'own.env', layer: 1, state: 'overwritten', endedBy: 2 },
      { exposure: 'build-cache', path: 'own.env', layer: 2, state: 'live' },
      { exposure: 'build-cache', path: 'other.env', layer: 3, state: 'live' },
    ])
  })

  it('goes by the parents, whatever the order of the layers', async () => {
    const report = await scanCache([1, removed('a')], [-1, file('a')])
    expect(occurrencesOf(report)).toEqual([
      { exposure: 'build-cache', path: 'a.env', layer: 0, state: 'deleted', endedBy: 1 },
    ])
  })
})

describe('a cache of very many branches', () => {
  it('is placed within a limit, and what the limit cut off is told', async () => {
    const steps: [number, ...Member[]][] = [
      [-1, file('base')],
      [0, file('own')],
      [0, removed('base')],
      [2, removed('own')],
    ]
    await scanCache(...steps)
    const sealed = await sealedCache()
    const [image] = sealed.images
    const layers = image!.layers.map(({ blob }) => sealed.blobs[blob!]!.layer)
    const places = { image: 0, layers, instructionOfLayer: () => undefined }
    const all = placeCacheFiles(places, image!.parents!)
    expect(all.gaps).toEqual([])
    const some = placeCacheFiles(places, image!.parents!, 3)
    expect(some.gaps).toEqual(['the lives of files in 1 of the branches of the build cache are not known'])
    const secrets = ({ placed }: typeof all) => placed.map(({ candidate }) => candidate.secret.identity).sort()
    expect(secrets(some), 'nothing that was found is lost').toEqual(secrets(all))
  })
})
