import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { configOf, json, layerTar, type Member, sha256, tarOf } from '../build-archive.js'
import { read } from './read.js'

describe('the classic layout of docker save', () => {
  let base: Buffer
  let top: Buffer
  let config: string
  let id: string
  beforeAll(async () => {
    base = await layerTar('etc/base', 'base')
    top = await layerTar('etc/top', 'top')
    config = configOf([base, top], { created: '2024-01-02T03:04:05Z' })
    id = sha256(config)
  })

  const manifest = (...layers: string[]): Member => ({
    path: 'manifest.json',
    bytes: json([{ Config: `${id}.json`, RepoTags: ['app:1'], Layers: layers }]),
  })
  const members = (): Member[] => [
    { path: 'a/VERSION', bytes: '1.0' },
    { path: 'a/json', bytes: json({ id: 'a', container_config: { Env: ['A=b'] } }) },
    { path: 'a/layer.tar', bytes: base },
    { path: 'b/VERSION', bytes: '1.0' },
    { path: 'b/layer.tar', bytes: top },
    { path: `${id}.json`, bytes: config },
    manifest('a/layer.tar', 'b/layer.tar'),
    { path: 'repositories', bytes: json({ app: { 1: 'b' } }) },
  ]

  it('ties layers to the image, with the manifest last', async () => {
    const result = await read(await tarOf(members()))
    expect(result.problems).toEqual([])
    expect(result.gaps).toEqual([])
    expect(result.images).toEqual([
      {
        reference: 'image.tar',
        source: 'docker-archive',
        id: `sha256:${id}`,
        platform: 'linux/amd64',
        created: '2024-01-02T03:04:05Z',
        tags: ['app:1'],
        config: JSON.parse(config),
        layers: [
          { blob: 'a/layer.tar', diffId: `sha256:${sha256(base)}`, size: base.length },
          { blob: 'b/layer.tar', diffId: `sha256:${sha256(top)}`, size: top.length },
        ],
      },
    ])
    expect(result.blobs.get('a/layer.tar')).toMatchObject({ bytes: base, size: base.length, ended: true })
    expect(result.blobs.get('b/layer.tar')?.bytes).toEqual(top)
  })

  it('gives the same with the manifest first, compressed or not, in pieces of any size', async () => {
    const expected = await read(await tarOf(members()))
    const first = await tarOf([...members().slice(-2), ...members().slice(0, -2)])
    expect((await read(first)).images).toEqual(expected.images)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), fc.boolean(), async (step, isZipped) => {
        const other = await read(isZipped ? gzipSync(first) : first, { step })
        expect(other.images).toEqual(expected.images)
        expect(other.blobs).toEqual(expected.blobs)
        expect(other.problems).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  it('hands on nothing of the version files, and the legacy JSON as documents', async () => {
    const { blobs, documents } = await read(await tarOf(members()))
    expect([...blobs.keys()]).toEqual(['a/layer.tar', 'b/layer.tar'])
    const value = { id: 'a', container_config: { Env: ['A=b'] } }
    expect(documents).toEqual([{ exposure: 'config', image: 0, name: 'a/json', content: { kind: 'json', value } }])
  })

  it('gives the legacy JSON of a top layer to its image', async () => {
    const [first, second] = [configOf([base, top]), configOf([base, top], { created: '2024-05-06T07:08:09Z' })]
    const images = [first, second].map((text, i) => ({
      Config: `${sha256(text)}.json`,
      Layers: ['a/layer.tar', `${'bc'[i]}/layer.tar`],
    }))
    const bytes = await tarOf([
      { path: 'a/layer.tar', bytes: base },
      { path: 'a/json', bytes: json({ id: 'a' }) },
      { path: 'b/layer.tar', bytes: top },
      { path: 'b/json', bytes: json({ id: 'b' }) },
      { path: 'c/layer.tar', symlink: '../b/layer.tar' },
      { path: 'c/json', bytes: json({ id: 'c' }) },
      { path: 'blobs/other', bytes: json({ id: 'd', created: '2024-05-06T07:08:09Z' }) },
      ...[first, second].map((text) => ({ path: `${sha256(text)}.json`, bytes: text })),
      { path: 'manifest.json', bytes: json(images) },
    ])
    const { documents } = await read(bytes)
    expect(documents.map(({ name, image }) => [name, image])).toEqual([
      ['a/json', 0],
      ['b/json', 0],
      ['c/json', 1],
      ['blobs/other', 1],
    ])
  })

  it('hands on a version file that says more than the version', async () => {
    const { blobs } = await read(await tarOf([{ path: 'a/VERSION', bytes: 'abc' }, ...members().slice(1)]))
    expect(blobs.get('a/VERSION')?.bytes.toString()).toBe('abc')
  })

  it.each<[string, Member]>([
    ['a symbolic link to another folder', { path: 'b/layer.tar', symlink: '../a/layer.tar' }],
    ['a hard link', { path: 'b/layer.tar', hardLink: 'a/layer.tar' }],
    ['an absolute symbolic link', { path: 'b/layer.tar', symlink: '/a/layer.tar' }],
    ['a link out of the archive and back', { path: 'b/layer.tar', symlink: '../../../a/layer.tar' }],
  ])('follows a layer that is %s', async (_, link) => {
    const layers = [link, { path: 'a/layer.tar', bytes: base }]
    const result = await read(await tarOf([...layers, { path: `${id}.json`, bytes: config }, manifest('b/layer.tar')]))
    expect(result.images[0]?.layers).toEqual([
      { blob: 'a/layer.tar', diffId: `sha256:${sha256(base)}`, size: base.length },
    ])
    expect(result.problems).toEqual([])
  })

  it('does not follow links in a circle', async () => {
    const circle: Member[] = [
      { path: 'a/layer.tar', symlink: '../b/layer.tar' },
      { path: 'b/layer.tar', symlink: '../a/layer.tar' },
    ]
    const bytes = await tarOf([...circle, { path: `${id}.json`, bytes: config }, manifest('a/layer.tar')])
    expect((await read(bytes)).problems).toMatchObject([{ code: 'layer-missing' }])
  })

  it('reads several images that share a layer', async () => {
    const other = configOf([base])
    const manifest = json([
      { Config: `${id}.json`, RepoTags: ['app:1'], Layers: ['a/layer.tar', 'b/layer.tar'] },
      { Config: `${sha256(other)}.json`, RepoTags: null, Layers: ['a/layer.tar'] },
    ])
    const bytes = await tarOf([
      ...members().slice(0, 6),
      { path: `${sha256(other)}.json`, bytes: other },
      { path: 'manifest.json', bytes: manifest },
    ])
    const { images } = await read(bytes)
    expect(images.map((image) => [image.id, image.tags, image.layers.map((layer) => layer.blob)])).toEqual([
      [`sha256:${id}`, ['app:1'], ['a/layer.tar', 'b/layer.tar']],
      [`sha256:${sha256(other)}`, [], ['a/layer.tar']],
    ])
  })

  it('hands on blobs that no manifest names, and both of two entries with one name', async () => {
    const bytes = await tarOf([
      { path: 'a/layer.tar', bytes: 'hidden by the next' },
      { path: 'stray.bin', bytes: 'nobody names it' },
      ...members(),
    ])
    const { images, blobs } = await read(bytes)
    expect(blobs.get('a/layer.tar')?.bytes.toString()).toBe('hidden by the next')
    expect(blobs.get('stray.bin')?.bytes.toString()).toBe('nobody names it')
    const later = images[0]!.layers[0]!.blob!
    expect(later).not.toBe('a/layer.tar')
    expect(blobs.get(later)?.bytes).toEqual(base)
  })

  it('reads a layer that looks like a document as both', async () => {
    const bytes = await tarOf([
      { path: 'a/layer.tar', bytes: '{"a":"b"}' },
      ...members().slice(3, 6),
      manifest('a/layer.tar'),
    ])
    const { images, blobs } = await read(bytes)
    expect(images[0]?.layers[0]?.blob).toBe('a/layer.tar')
    expect(blobs.get('a/layer.tar')).toMatchObject({ ended: true })
    expect(blobs.get('a/layer.tar')?.bytes.toString()).toBe('{"a":"b"}')
  })

  it('takes the platform that was asked for, and says so if there is none', async () => {
    const bytes = await tarOf(members())
    expect((await read(bytes, { platform: 'linux/amd64' })).images).toHaveLength(1)
    const other = await read(bytes, { platform: 'linux/arm64' })
    expect(other.images).toEqual([])
    expect(other.problems).toMatchObject([{ code: 'image-not-found', message: expect.stringContaining('linux/arm64') }])
    expect(other.notes).toEqual(['platform linux/amd64 was not asked for; --platform all scans every one'])
    expect(other.blobs.size).toBe(2)
  })
})
