import { readSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { parsePlatform } from '../../../src/image/platform.js'
import { problemOf } from '../../../src/problem.js'
import { openLayout } from '../../../src/sources/layout/open-layout.js'
import { blob, configOf, indexJson, json, layerTar, type Member, ociImage, sha256 } from '../build-archive.js'
import { readMembers, writeLayout } from './layout-folder.js'

const indexType = 'application/vnd.oci.image.index.v1+json'
const named = (tag: string) => ({ annotations: { 'org.opencontainers.image.ref.name': tag } })

describe('an OCI layout in a folder', () => {
  let layer: Buffer
  let other: Buffer
  let shared: Buffer
  beforeAll(async () => {
    layer = await layerTar('etc/a', 'a')
    other = await layerTar('etc/b', 'b')
    shared = await layerTar('etc/c', 'c')
  })
  const one = () => ociImage([shared, layer], configOf([shared, layer]), { descriptor: named('1.0') })
  const two = () =>
    ociImage([shared, other], configOf([shared, other], { created: '2024-01-01T00:00:00Z' }), {
      descriptor: named('docker.io/library/app:2.0'),
    })
  const both = (): Member[] => [
    ...one().members,
    ...two().members,
    indexJson([one().descriptor, two().descriptor]),
    { path: 'oci-layout', bytes: '{"imageLayoutVersion":"1.0.0"}' },
  ]
  const pathsOf = (...layers: Buffer[]) => layers.map((bytes) => `blobs/sha256/${sha256(bytes)}`).sort()

  it('brings every image, and a layer that two share once', async () => {
    const { images, blobs, problems, gaps, documents, notes } = await readMembers(both())
    expect([problems, gaps, notes]).toEqual([[], [], []])
    expect(documents.map(({ exposure }) => exposure)).toEqual(['annotation'])
    expect(images).toMatchObject([
      { source: 'oci-dir', id: one().id, digest: one().digest, tags: ['1.0'], platform: 'linux/amd64' },
      { id: two().id, tags: ['docker.io/library/app:2.0'] },
    ])
    expect([...blobs.keys()].sort()).toEqual(pathsOf(layer, other, shared))
    for (const { blob: id, digest, size } of images.flatMap((image) => image.layers)) {
      expect(`sha256:${sha256(blobs.get(id!)!.bytes)}`).toBe(digest)
      expect(size).toBe(blobs.get(id!)!.bytes.length)
    }
  })

  it('hands large blobs over as ranges of open files, largest first', async () => {
    const ranges: string[] = []
    const big = await layerTar('big', 'x'.repeat(5000))
    const image = ociImage([layer, big], configOf([layer, big]))
    const { problems, images } = await readMembers([...image.members, indexJson([image.descriptor])], {
      limits: { rangeBytes: 1 },
      range: async ({ id, size }, { fd, start, length }) => {
        const bytes = Buffer.alloc(length)
        expect([size, readSync(fd, bytes, 0, length, start)]).toEqual([length, length])
        ranges.push(id)
        return `sha256:${sha256(bytes)}`
      },
    })
    expect(problems).toEqual([])
    expect(images[0]!.layers).toHaveLength(2)
    expect(ranges).toEqual([`blobs/sha256/${sha256(big)}`, `blobs/sha256/${sha256(layer)}`])
  })

  describe('of which one image is chosen', () => {
    it.each([
      [{ tag: '1.0' }, () => one(), () => pathsOf(layer, shared)],
      [{ tag: '2.0' }, () => two(), () => pathsOf(other, shared)],
      [{ tag: 'docker.io/library/app:2.0' }, () => two(), () => pathsOf(other, shared)],
    ])('by %j', async (choice, image, paths) => {
      const stray = blob(await layerTar('stray', 'stray'))
      const { images, blobs, problems, documents } = await readMembers([...both(), stray], { choice })
      expect(problems).toEqual([])
      expect(images).toMatchObject([{ id: image().id }])
      expect([...blobs.keys()].sort(), 'and no other blob').toEqual(paths())
      expect(documents).toEqual([])
    })

    it('by its digest, also one that only an inner index names', async () => {
      const inner = blob(json({ schemaVersion: 2, mediaType: indexType, manifests: [two().descriptor] }))
      const members = [
        ...one().members,
        ...two().members,
        inner,
        indexJson([{ mediaType: indexType, digest: inner.digest }]),
      ]
      for (const digest of [two().digest, inner.digest]) {
        const { images, blobs } = await readMembers(members, { choice: { digest } })
        expect(images).toMatchObject([{ id: two().id }])
        expect([...blobs.keys()].sort()).toEqual(pathsOf(other, shared))
      }
    })

    it('with what is said about it elsewhere in the index', async () => {
      const about = (image: string, text: string) => {
        const statement = blob(json({ text }))
        const manifest = blob(
          json({
            schemaVersion: 2,
            artifactType: 'application/vnd.example',
            config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: blob('{}').digest },
            layers: [{ mediaType: 'application/json', digest: statement.digest }],
            subject: { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: image },
          }),
        )
        return { members: [statement, manifest, blob('{}')], digest: manifest.digest }
      }
      const [first, second] = [about(one().digest, 'of one'), about(two().digest, 'of two')]
      const index = indexJson([one().descriptor, two().descriptor, { digest: first.digest }, { digest: second.digest }])
      const members = [...one().members, ...two().members, ...first.members, ...second.members, index]
      const { documents } = await readMembers(members, { choice: { tag: '1.0' } })
      const contents = documents.map(({ content }) => JSON.stringify(content))
      expect(contents.filter((content) => content.includes('of one'))).toHaveLength(1)
      expect(contents.filter((content) => content.includes('of two'))).toEqual([])
    })

    it('tells which ones there are, if that one is not', async () => {
      const { images, problems } = await readMembers(both(), { choice: { tag: '3.0' } })
      expect(images).toEqual([])
      expect(problems).toMatchObject([
        {
          code: 'image-not-found',
          message: expect.stringContaining('3.0'),
          hint: expect.stringContaining('1.0, docker.io'),
        },
      ])
    })
  })

  it('brings what nothing names, too', async () => {
    const stray = await layerTar('stray', 'stray')
    const forgotten = blob(json({ config: { Env: ['A=b'] } }))
    const { blobs, documents } = await readMembers([
      ...both(),
      blob(stray),
      forgotten,
      { path: 'ingest/x/data', bytes: 'half' },
    ])
    expect([...blobs.keys()].sort()).toEqual([...pathsOf(layer, other, shared, stray), 'ingest/x/data'].sort())
    expect(documents).toContainEqual(expect.objectContaining({ exposure: 'config', name: forgotten.path }))
  })

  it('tells how much there is to read, so that threads are used', async () => {
    const folder = await writeLayout(both())
    const options = { reference: 'x', hostPlatform: parsePlatform('linux/amd64') }
    const whole = await openLayout(folder, options)
    const chosen = await openLayout(folder, { ...options, choice: { tag: '1.0' } })
    expect(chosen.expectedBytes).toBe(shared.length + layer.length)
    expect(whole.expectedBytes).toBeGreaterThan(shared.length + layer.length + other.length)
    await rm(folder, { recursive: true })
  })

  it('is none without an index', async () => {
    const error = await readMembers(one().members).catch((thrown: unknown) => thrown)
    expect(problemOf(error)).toMatchObject({ code: 'archive-no-manifest' })
  })
})
