import { beforeAll, describe, expect, it } from 'vitest'
import { blob, configOf, indexJson, json, layerTar, type Member, ociImage, sha256, tarOf } from '../build-archive.js'
import { read } from './read.js'

const indexType = 'application/vnd.oci.image.index.v1+json'

describe('the OCI layout', () => {
  let layer: Buffer
  let other: Buffer
  beforeAll(async () => {
    layer = await layerTar('etc/a', 'a')
    other = await layerTar('etc/b', 'b')
  })

  const arm = (more = {}) =>
    ociImage([other], configOf([other], { architecture: 'arm64', variant: 'v8' }), {
      descriptor: { platform: { os: 'linux', architecture: 'arm64' } },
      ...more,
    })
  const amd = () =>
    ociImage([layer], configOf([layer]), { descriptor: { platform: { os: 'linux', architecture: 'amd64' } } })
  const nested = (descriptors: unknown[]) =>
    blob(json({ schemaVersion: 2, mediaType: indexType, manifests: descriptors }))

  it('reads an archive that has no manifest.json', async () => {
    const image = ociImage([layer, other], configOf([layer, other]), {
      descriptor: { annotations: { 'io.containerd.image.name': 'docker.io/library/app:1' } },
    })
    const result = await read(await tarOf([...image.members, indexJson([image.descriptor])]))
    expect(result.problems).toEqual([])
    expect(result.images).toMatchObject([
      {
        source: 'oci-archive',
        id: image.id,
        digest: image.digest,
        platform: 'linux/amd64',
        tags: ['docker.io/library/app:1'],
        layers: [layer, other].map((bytes) => ({
          blob: `blobs/sha256/${sha256(bytes)}`,
          diffId: `sha256:${sha256(bytes)}`,
          digest: `sha256:${sha256(bytes)}`,
          size: bytes.length,
        })),
      },
    ])
  })

  it('names an image once that manifest.json and index.json both name, with its digest', async () => {
    const image = ociImage([layer], configOf([layer]))
    const manifest = json([
      { Config: image.id.replace('sha256:', 'blobs/sha256/'), RepoTags: ['app:1'], Layers: [blob(layer).path] },
    ])
    const bytes = await tarOf([
      ...image.members,
      indexJson([image.descriptor]),
      { path: 'manifest.json', bytes: manifest },
    ])
    const { images, documents } = await read(bytes)
    expect(images).toMatchObject([{ source: 'docker-archive', id: image.id, digest: image.digest, tags: ['app:1'] }])
    expect(documents).toEqual([])
  })

  describe('of several platforms', () => {
    const archive = async (...extra: Member[]) => {
      const index = nested([arm().descriptor, amd().descriptor])
      const members = [...arm().members, ...amd().members, index, ...extra]
      return tarOf([...members, indexJson([{ mediaType: indexType, digest: index.digest }])])
    }

    it.each([
      [
        undefined,
        'linux/amd64',
        ['linux/amd64'],
        ['platform linux/arm64 was not asked for; --platform all scans every one'],
      ],
      [
        undefined,
        'linux/arm64',
        ['linux/arm64'],
        ['platform linux/amd64 was not asked for; --platform all scans every one'],
      ],
      [
        undefined,
        'linux/riscv64',
        ['linux/arm64'],
        ['platform linux/amd64 was not asked for; --platform all scans every one'],
      ],
      [
        'linux/arm64',
        'linux/amd64',
        ['linux/arm64'],
        ['platform linux/amd64 was not asked for; --platform all scans every one'],
      ],
      [
        'linux/arm64/v7',
        'linux/amd64',
        [],
        ['platforms linux/arm64, linux/amd64 were not asked for; --platform all scans every one'],
      ],
    ])('asked for %s on a machine of %s', async (platform, hostPlatform, platforms, notes) => {
      const result = await read(await archive(), { hostPlatform, ...(platform && { platform }) })
      expect(result.images.map((image) => image.platform)).toEqual(platforms)
      expect(result.notes).toEqual(notes)
      expect(result.problems.map((problem) => problem.code)).toEqual(platforms.length > 0 ? [] : ['image-not-found'])
      expect(result.blobs.size, 'all of a stream comes by').toBe(2)
      const told = [...result.blobs.keys()].filter((blob) => !result.isUnasked!(blob))
      expect(told).toEqual(result.images.map((image) => image.layers[0]!.blob))
      expect(result.documents, 'configs of others are no stray documents').toEqual([])
    })

    it('asked for all', async () => {
      const result = await read(await archive(), { platform: 'all' })
      expect(result.images.map((image) => image.platform)).toEqual(['linux/arm64', 'linux/amd64'])
      expect(result.notes).toEqual([])
      expect([...result.blobs.keys()].filter((blob) => result.isUnasked!(blob))).toEqual([])
    })

    it('takes what manifest.json names, whatever the machine', async () => {
      const manifest = json([{ Config: arm().id.replace('sha256:', 'blobs/sha256/'), Layers: [blob(other).path] }])
      const result = await read(await archive({ path: 'manifest.json', bytes: manifest }))
      expect(result.images.map((image) => image.platform)).toEqual(['linux/arm64'])
      expect(result.notes).toEqual(['platform linux/amd64 was not asked for; --platform all scans every one'])
    })

    it('notes a platform whose content is not there', async () => {
      const index = nested([arm().descriptor, amd().descriptor])
      const bytes = await tarOf([...amd().members, index, indexJson([{ mediaType: indexType, digest: index.digest }])])
      const result = await read(bytes)
      expect(result.images).toHaveLength(1)
      expect(result.problems).toEqual([])
      expect(result.notes).toEqual([expect.stringMatching(/^linux\/arm64 \(sha256:.*is not there$/)])
    })
  })

  it('gives annotations, embedded data and unknown fields, with their places, and no structure', async () => {
    const image = arm({
      manifest: { annotations: { 'com.corp.key': 'of the manifest' }, vendor: { note: 'x' } },
      descriptor: { annotations: { who: 'descriptor' }, platform: { os: 'linux', architecture: 'arm64' } },
    })
    const index = indexJson([amd().descriptor, image.descriptor], { annotations: { top: 'index' } })
    const { documents } = await read(await tarOf([...amd().members, ...image.members, index]))
    expect(documents).toEqual([
      {
        exposure: 'annotation',
        name: 'index.json',
        content: {
          kind: 'json',
          value: { manifests: [null, { annotations: { who: 'descriptor' } }], annotations: { top: 'index' } },
        },
      },
      {
        exposure: 'annotation',
        image: 1,
        name: `manifest ${image.digest}`,
        content: { kind: 'json', value: { annotations: { 'com.corp.key': 'of the manifest' }, vendor: { note: 'x' } } },
      },
    ])
  })

  it.each([
    ['an artifact', { artifactType: 'application/vnd.docker.attestation.manifest.v1+json' }, '{}'],
    ['an image of no platform', {}, json({ architecture: 'unknown', os: 'unknown', rootfs: { diff_ids: [] } })],
  ])('gives attestations that are kept as %s, for their image', async (_, more, config) => {
    const image = amd()
    const statement = blob(json({ _type: 'https://in-toto.io/Statement/v1', predicate: { arg: 'value' } }))
    const configBlob = blob(config)
    const manifest = blob(
      json({
        schemaVersion: 2,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: configBlob.digest },
        layers: [{ mediaType: 'application/vnd.in-toto+json', digest: statement.digest }],
        ...more,
      }),
    )
    const annotations = {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': image.digest,
    }
    const platform = { os: 'unknown', architecture: 'unknown' }
    const index = indexJson([arm().descriptor, image.descriptor, { digest: manifest.digest, annotations, platform }])
    const bytes = await tarOf([...arm().members, ...image.members, statement, configBlob, manifest, index])
    const { images, documents, problems } = await read(bytes)
    expect(images).toHaveLength(2)
    expect(problems).toEqual([])
    expect(documents.filter((document) => document.exposure === 'attestation')).toEqual([
      {
        exposure: 'attestation',
        image: 1,
        name: statement.digest,
        content: { kind: 'json', value: JSON.parse(statement.bytes.toString()) },
      },
    ])
    expect(documents.filter((document) => document.exposure === 'config')).toEqual([])
  })

  it('follows an index that names itself, and very many descriptors, to an end', async () => {
    const image = amd()
    const many = Array.from({ length: 50 }, (_, i) => ({ digest: `sha256:${sha256(String(i))}` }))
    const bytes = await tarOf([...image.members, indexJson([image.descriptor, ...many])])
    const result = await read(bytes, { limits: { descriptors: 10 } })
    expect(result.images).toHaveLength(1)
    expect(result.gaps).toMatchObject([{ kind: 'limit', where: 'index.json' }])
  })
})
