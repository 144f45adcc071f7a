import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../archive/read.js'
import { indexJson, layerTar, sha256, tarOf } from '../build-archive.js'
import { cacheOf, type LayerStep } from './build-cache-of.js'
import { readMembers } from './layout-folder.js'

describe('a build cache', () => {
  let steps: LayerStep[]
  beforeAll(async () => {
    const [base, build, other] = await Promise.all(['base', 'build', 'other'].map((name) => layerTar(name, name)))
    steps = [
      { layer: build!, parent: 1 },
      { layer: base!, parent: -1 },
      { layer: other!, parent: 1 },
    ]
  })

  it.each(['image', 'index'] as const)('in the form of an %s is an image whose layers are a tree', async (form) => {
    const cache = cacheOf(steps, form)
    const members = [
      ...cache.members,
      indexJson([{ ...cache.descriptor, annotations: { 'org.opencontainers.image.ref.name': 'latest' } }]),
    ]
    for (const result of [await readMembers(members), await read(await tarOf(members))]) {
      expect([result.problems, result.gaps, result.notes]).toEqual([[], [], []])
      expect(result.images).toMatchObject([
        {
          source: expect.stringMatching(/^oci-(dir|archive) \(build cache\)$/),
          id: cache.id,
          tags: ['latest'],
          layers: [steps[1]!, steps[0]!, steps[2]!].map(({ layer }) => ({
            blob: `blobs/sha256/${sha256(layer)}`,
            diffId: `sha256:${sha256(layer)}`,
          })),
          parents: [-1, 0, 0],
        },
      ])
      expect(result.blobs.size).toBe(3)
      const exposures = result.documents.map(({ exposure, name }) => [exposure, name])
      expect(exposures).toContainEqual(['build-cache', cache.id])
    }
  })

  it('that lacks layers or its config says so', async () => {
    const cache = cacheOf(steps, 'image')
    const without = (digest: string) => [
      ...cache.members.filter(({ path }) => path !== digest.replace('sha256:', 'blobs/sha256/')),
      indexJson([cache.descriptor]),
    ]
    const noLayer = await readMembers(without(`sha256:${sha256(steps[0]!.layer)}`))
    expect(noLayer.problems).toMatchObject([{ code: 'layer-missing' }])
    expect(noLayer.images[0]!.parents).toEqual([-1, 0, 0])
    const noConfig = await readMembers(without(cache.id))
    expect(noConfig.problems).toMatchObject([{ code: 'archive-corrupt', message: expect.stringContaining('config') }])
    expect(noConfig.images[0]!.parents).toEqual([-1, -1, -1])
  })
})
