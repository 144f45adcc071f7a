import { describe, expect, it } from 'vitest'
import { attestedDigest, isDigest, readDescriptor } from '../../src/image/descriptor.js'
import { readDockerArchiveManifest } from '../../src/image/docker-archive-manifest.js'
import { type ManifestKind, readManifest } from '../../src/image/manifest.js'
import { hostileDocuments } from './hostile.js'

const digest = (digit: string) => `sha256:${digit.repeat(64)}`
const blob = (mediaType: string, digit = 'a') => ({ mediaType, digest: digest(digit), size: 3 })

const ociConfig = blob('application/vnd.oci.image.config.v1+json')
const ociLayer = blob('application/vnd.oci.image.layer.v1.tar+gzip', 'b')
const ociManifest = blob('application/vnd.oci.image.manifest.v1+json', 'c')
const cacheConfig = blob('application/vnd.buildkit.cacheconfig.v0', 'd')
const statement = blob('application/vnd.in-toto+json', 'e')
const ociIndexType = 'application/vnd.oci.image.index.v1+json'
const ociType = 'application/vnd.oci.image.manifest.v1+json'

describe('descriptors', () => {
  it('are read with what they carry', () => {
    const full = {
      ...ociManifest,
      platform: { os: 'linux', architecture: 'amd64' },
      annotations: { a: 'b', c: 5 },
      artifactType: 'x/y',
      data: 'e30=',
    }
    expect(readDescriptor(full)).toEqual({ ...full, annotations: new Map([['a', 'b']]) })
  })

  it('tell which manifest an attestation is for', () => {
    const annotations = {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': digest('c'),
    }
    expect(attestedDigest(readDescriptor({ ...ociManifest, annotations })!)).toBe(digest('c'))
    expect(attestedDigest(readDescriptor(ociManifest)!)).toBeUndefined()
  })

  it.each([
    '',
    'sha256:',
    'sha256:ABC',
    `md5:${'a'.repeat(32)}`,
    `${digest('a')}/../x`,
    `sha256:${'g'.repeat(64)}`,
    `sha512:${'a'.repeat(64)}`,
  ])('have no digest like %j', (text) => {
    expect(isDigest(text)).toBe(false)
    expect(readDescriptor({ ...ociLayer, digest: text })).toBeUndefined()
  })

  it.each([-1, 1.5, '3', 2 ** 60, null])('have no size like %j', (size) => {
    expect(readDescriptor({ ...ociLayer, size })?.size).toBeUndefined()
  })
})

describe('what a manifest is', () => {
  it.each<[string, ManifestKind, object]>([
    ['an OCI index', 'index', { mediaType: ociIndexType, manifests: [ociManifest] }],
    ['an index that does not say so', 'index', { schemaVersion: 2, manifests: [ociManifest] }],
    [
      'a manifest list',
      'index',
      { mediaType: 'application/vnd.docker.distribution.manifest.list.v2+json', manifests: [] },
    ],
    ['an OCI image', 'image', { mediaType: ociType, config: ociConfig, layers: [ociLayer] }],
    ['an image that does not say so', 'image', { config: ociConfig, layers: [ociLayer] }],
    [
      'a Docker image',
      'image',
      {
        mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        config: blob('application/vnd.docker.container.image.v1+json'),
        layers: [blob('application/vnd.docker.image.rootfs.diff.tar.gzip')],
      },
    ],
    ['an image without layers', 'image', { mediaType: ociType, config: ociConfig, layers: [] }],
    [
      'an attestation',
      'attestation',
      {
        artifactType: 'application/vnd.docker.attestation.manifest.v1+json',
        config: blob('application/vnd.oci.empty.v1+json'),
        layers: [statement],
        subject: ociManifest,
      },
    ],
    [
      'an attestation of the older form',
      'attestation',
      { mediaType: ociType, config: ociConfig, layers: [statement, statement] },
    ],
    ['a build cache', 'build-cache', { mediaType: ociType, config: cacheConfig, layers: [ociLayer] }],
    ['a build cache in an index', 'build-cache', { mediaType: ociIndexType, manifests: [ociLayer, cacheConfig] }],
    [
      'a chart',
      'artifact',
      { mediaType: ociType, config: blob('application/vnd.cncf.helm.config.v1+json'), layers: [ociLayer] },
    ],
    ['an artifact with a type', 'artifact', { artifactType: 'x/y', config: ociConfig, layers: [ociLayer] }],
    [
      'an artifact manifest',
      'artifact',
      { mediaType: 'application/vnd.oci.artifact.manifest.v1+json', blobs: [ociLayer] },
    ],
    ['something else', 'unknown', { hello: 'world' }],
  ])('%s', (_, kind, json) => {
    expect(readManifest(json).kind).toBe(kind)
  })

  it('is what it was served as, where it does not say', () => {
    expect(readManifest({ manifests: [] }, ociIndexType).kind).toBe('index')
    expect(readManifest({ mediaType: ociType, config: ociConfig, layers: [] }, ociIndexType).kind).toBe('image')
  })

  it('hides nothing where it claims to be two things', () => {
    const both = { config: ociConfig, layers: [ociLayer], manifests: [ociManifest] }
    for (const mediaType of [ociType, ociIndexType, undefined]) {
      const { config, layers, manifests } = readManifest({ ...both, mediaType })
      expect([config, ...layers, ...manifests].map((one) => one?.digest)).toEqual([
        digest('a'),
        digest('b'),
        digest('c'),
      ])
    }
  })

  it('keeps subject and annotations', () => {
    const read = readManifest({
      config: ociConfig,
      subject: ociManifest,
      annotations: { a: 'b' },
      layers: ['x', ociLayer, {}],
    })
    expect([read.subject?.digest, [...read.annotations], read.layers.length]).toEqual([digest('c'), [['a', 'b']], 1])
  })

  it('bears any shape', () => {
    for (const document of hostileDocuments(
      'config',
      'layers',
      'manifests',
      'blobs',
      'subject',
      'annotations',
      'mediaType',
    )) {
      expect(readManifest(document)).toMatchObject({ kind: 'unknown', layers: [], manifests: [] })
    }
  })
})

describe('the manifest.json of an archive', () => {
  it('names its images', () => {
    const source = { [digest('1')]: ociLayer, [digest('2')]: 'none' }
    const json = [
      { Config: 'blobs/sha256/a', RepoTags: ['a:1', 5], Layers: ['blobs/sha256/b'], LayerSources: source },
      { Config: 'c.json', RepoTags: null, Layers: null },
    ]
    const [first, second] = readDockerArchiveManifest(json)
    expect(first).toMatchObject({ config: 'blobs/sha256/a', repoTags: ['a:1'], layers: ['blobs/sha256/b'] })
    expect([...first!.layerSources.keys()]).toEqual([digest('1')])
    expect(second).toMatchObject({ config: 'c.json', repoTags: [], layers: [] })
  })

  it('bears any shape', () => {
    for (const document of hostileDocuments('Config', 'RepoTags', 'Layers', 'LayerSources')) {
      for (const image of readDockerArchiveManifest(document))
        expect([image.config, ...image.layers].join('')).toMatch(/^(text)?$/)
    }
  })
})
