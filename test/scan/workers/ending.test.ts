import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configOf, json, tarOf } from '../../sources/build-archive.js'
import { fromFile, fromStream, reportOf, startDyingWorkers, startWorkers } from './read.js'

const folder = mkdtempSync(join(tmpdir(), 'jetsam-workers-'))
const path = join(folder, 'image.tar')
const count = 12
beforeAll(async () => {
  const files = Array.from({ length: 200 }, (_, i) => ({ path: `srv/${i}`, bytes: `${i} `.repeat(20_000) }))
  const layer = await tarOf(files)
  const paths = Array.from({ length: count }, (_, i) => `${i}/layer.tar`)
  const config = configOf(paths.map(() => layer))
  const manifest = json([{ Config: 'config.json', RepoTags: ['test:1'], Layers: paths }])
  const members = paths.map((path) => ({ path, bytes: layer }))
  writeFileSync(
    path,
    await tarOf([...members, { path: 'config.json', bytes: config }, { path: 'manifest.json', bytes: manifest }]),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each([
  ['a file', fromFile],
  ['a stream', fromStream],
])('of %s', (_, open) => {
  it('a worker that dies makes its layer one that was not read', async () => {
    const workers = startDyingWorkers(2)
    const { report } = await reportOf(open(path), workers)
    await workers.close()
    const [{ coverage, images }, problems] = JSON.parse(report)
    expect(images).toHaveLength(1)
    expect(coverage.complete).toBe(false)
    expect(problems).toHaveLength(count)
    expect(problems[0]).toMatchObject({
      code: 'internal',
      message: expect.stringContaining('0/layer.tar was not read'),
    })
  })

  it('an abort ends the work at once', async () => {
    const workers = startWorkers(2)
    const ending = new AbortController()
    const onEvent = ({ kind }: { kind: string }) => {
      if (kind === 'bytes') ending.abort()
    }
    const { report } = await reportOf(open(path), workers, { signal: ending.signal, onEvent })
    await workers.close()
    expect(JSON.parse(report)).toMatchObject({ code: 'internal', message: expect.stringContaining('AbortError') })
  })

  it('a pool that was closed leaves no layer waiting', async () => {
    const workers = startWorkers(1)
    await workers.close()
    expect(JSON.parse((await reportOf(open(path), workers)).report)[1]).toHaveLength(count)
  })
})

it('a layer that takes more memory than a worker has does not take the others with it', async () => {
  const name = (letter: string, i: number) => `${letter.repeat(80)}${i}`
  const links = Array.from({ length: 60_000 }, (_, i) => ({ path: name('p', i), hardLink: name('q', i) }))
  const layers = [await tarOf(links), await tarOf([{ path: 'a', bytes: 'b' }])]
  const paths = ['0/layer.tar', '1/layer.tar']
  const manifest = json([{ Config: 'config.json', RepoTags: ['test:1'], Layers: paths }])
  const members = paths.map((path, i) => ({ path, bytes: layers[i]! }))
  const hostile = join(folder, 'hostile.tar')
  const documents = [
    { path: 'config.json', bytes: configOf(layers) },
    { path: 'manifest.json', bytes: manifest },
  ]
  writeFileSync(hostile, await tarOf([...members, ...documents]))
  const workers = startWorkers(1, { heap: { maxOldGenerationSizeMb: 28, maxYoungGenerationSizeMb: 2 } })
  const [{ coverage }, problems] = JSON.parse((await reportOf(fromFile(hostile), workers)).report)
  await workers.close()
  const message = 'layer 0/layer.tar was not read: it takes more memory than a layer may'
  expect(problems).toMatchObject([{ code: 'internal', message }])
  expect(coverage).toMatchObject({ complete: false, files: 1 })
}, 30_000)
