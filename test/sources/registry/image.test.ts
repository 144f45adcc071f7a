import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { problemOf } from '../../../src/problem.js'
import { blob, configOf, json, layerTar, type Member, ociImage, sha256 } from '../build-archive.js'
import { cacheOf } from '../layout/build-cache-of.js'
import { contentOf, type FakeServer, type Hook, startServer } from './fake-registry.js'
import { openImage, readImage } from './open.js'

const indexType = 'application/vnd.oci.image.index.v1+json'
const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const index = (manifests: unknown[], more = {}) =>
  blob(json({ schemaVersion: 2, mediaType: indexType, manifests, ...more }))

let server: FakeServer | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})
const start = async (members: readonly Member[], tags: Record<string, string>, ...hooks: Hook[]) => {
  server = await startServer([...hooks, contentOf(members, tags)])
  return server
}

describe('an image of a registry', () => {
  let layer: Buffer
  let other: Buffer
  let shared: Buffer
  beforeAll(async () => {
    layer = await layerTar('etc/a', 'a')
    other = await layerTar('etc/b', 'b')
    shared = await layerTar('etc/c', 'c')
  })
  const amd = () =>
    ociImage([shared, layer], configOf([shared, layer]), {
      descriptor: { platform: { os: 'linux', architecture: 'amd64' } },
    })
  const arm = () =>
    ociImage([shared, other], configOf([shared, other], { architecture: 'arm64' }), {
      descriptor: { platform: { os: 'linux', architecture: 'arm64' } },
    })

  it('is brought by its tag and by its digest', async () => {
    const image = amd()
    const { host } = await start(image.members, { '1.0': image.digest })
    for (const name of [`${host}/app:1.0`, `${host}/app@${image.digest}`, `${host}/app:gone@${image.digest}`]) {
      const { images, problems, gaps, notes, documents, blobs, source } = await readImage(name)
      expect([problems, gaps, notes, documents]).toEqual([[], [], [], []])
      expect(source).toMatchObject({ label: `${name} (registry ${host})` })
      expect(source.known).toMatchObject({ kind: 'content', digest: image.digest })
      expect(images).toMatchObject([
        {
          reference: name,
          source: 'registry',
          id: image.id,
          digest: image.digest,
          platform: 'linux/amd64',
          layers: [shared, layer].map((bytes) => ({ blob: `sha256:${sha256(bytes)}`, size: bytes.length })),
        },
      ])
      expect(blobs.get(`sha256:${sha256(layer)}`)?.bytes).toEqual(layer)
      expect(blobs.size).toBe(2)
    }
  })

  it.each([
    [undefined, ['linux/amd64'], ['platform linux/arm64 was not asked for; --platform all scans every one']],
    ['linux/arm64', ['linux/arm64'], ['platform linux/amd64 was not asked for; --platform all scans every one']],
    ['all', ['linux/amd64', 'linux/arm64'], []],
  ])('of two platforms, asked for %s', async (platform, platforms, notes) => {
    const both = index([amd().descriptor, arm().descriptor])
    const { host, asked } = await start([...amd().members, ...arm().members, both], { latest: both.digest })
    const result = await readImage(`${host}/app`, platform ? { platform } : {})
    expect(result.images.map((image) => image.platform)).toEqual(platforms)
    expect([result.notes, result.problems]).toEqual([notes, []])
    expect(result.blobs.size, 'no layer of another platform').toBe(platforms.length + 1)
    const paths = asked.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(paths).size, 'nothing is fetched twice').toBe(paths.length)
  })

  it('without the platform that was asked for is a problem', async () => {
    const both = index([amd().descriptor, arm().descriptor])
    const { host } = await start([...amd().members, both], { latest: both.digest })
    const { problems, images } = await readImage(`${host}/app`, { platform: 'linux/s390x' })
    expect(images).toEqual([])
    expect(problems).toMatchObject([{ code: 'image-not-found', message: expect.stringContaining('linux/s390x') }])
  })

  it('whose index tells no platforms is chosen by the configs', async () => {
    const bare = [amd(), arm()].map(({ digest }) => ({ mediaType: manifestType, digest }))
    const { host } = await start([...amd().members, ...arm().members, index(bare)], { latest: index(bare).digest })
    const { images, blobs } = await readImage(`${host}/app`)
    expect(images).toMatchObject([{ platform: 'linux/amd64' }])
    expect([...blobs.keys()], 'no layer of the other').not.toContain(`sha256:${sha256(other)}`)
  })

  it('brings its attestation, and not that of another platform', async () => {
    const about = (image: string, text: string) => {
      const statement = blob(json({ _type: 'https://in-toto.io/Statement/v1', text }))
      const manifest = blob(
        json({
          schemaVersion: 2,
          mediaType: manifestType,
          artifactType: 'application/vnd.docker.attestation.manifest.v1+json',
          config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: blob('{}').digest, size: 2, data: 'e30=' },
          layers: [{ mediaType: 'application/vnd.in-toto+json', digest: statement.digest }],
        }),
      )
      const annotations = { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': image }
      const platform = { os: 'unknown', architecture: 'unknown' }
      return {
        members: [statement, manifest],
        descriptor: { mediaType: manifestType, digest: manifest.digest, annotations, platform },
      }
    }
    const [ours, theirs] = [about(amd().digest, 'ours'), about(arm().digest, 'theirs')]
    const all = index([amd().descriptor, arm().descriptor, ours.descriptor, theirs.descriptor])
    const members = [...amd().members, ...arm().members, ...ours.members, ...theirs.members, all]
    const { host, asked } = await start(members, { latest: all.digest })
    const { documents, problems } = await readImage(`${host}/app`)
    expect(problems).toEqual([])
    const attestations = documents.filter(({ exposure }) => exposure === 'attestation')
    expect(attestations).toMatchObject([{ image: 0, content: { value: { text: 'ours' } } }])
    const empty = blob('{}').digest
    expect(
      asked.map(({ path }) => path),
      'what a descriptor carries is not fetched',
    ).not.toContain(`/v2/app/blobs/${empty}`)
  })

  describe('with what refers to it', () => {
    const signature = (image: string, text: string) => {
      const payload = blob(json({ text }))
      const manifest = blob(
        json({
          schemaVersion: 2,
          mediaType: manifestType,
          artifactType: 'application/vnd.example.signature',
          config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: blob('{}').digest },
          layers: [
            { mediaType: 'application/json', digest: payload.digest, annotations: { note: `${text} annotation` } },
          ],
          subject: { mediaType: manifestType, digest: image },
        }),
      )
      return { members: [payload, manifest, blob('{}')], digest: manifest.digest }
    }
    const textsOf = (documents: { content: unknown }[]) => JSON.stringify(documents.map(({ content }) => content))

    it('by the referrers API', async () => {
      const [image, signed] = [amd(), signature(amd().digest, 'signed')]
      const list = json({
        schemaVersion: 2,
        mediaType: indexType,
        manifests: [{ mediaType: manifestType, digest: signed.digest, annotations: { note: 'of the list' } }],
      })
      const { host } = await start(
        [...image.members, ...signed.members],
        { latest: image.digest },
        ({ path }, response) => {
          if (path !== `/v2/app/referrers/${image.digest}`) return false
          response.writeHead(200, { 'content-type': indexType }).end(list)
          return true
        },
      )
      const { documents, images, problems } = await readImage(`${host}/app`)
      expect(problems).toEqual([])
      expect(images).toHaveLength(1)
      for (const text of ['"signed"', 'signed annotation', 'of the list']) expect(textsOf(documents)).toContain(text)
    })

    it("by the tag that stands in for it, and by cosign's tags", async () => {
      const image = amd()
      const [tagged, cosigned] = [signature(image.digest, 'tagged'), signature(image.digest, 'cosigned')]
      const list = index([{ mediaType: manifestType, digest: tagged.digest }])
      const tag = image.digest.replace(':', '-')
      const { host } = await start([...image.members, ...tagged.members, ...cosigned.members, list], {
        latest: image.digest,
        [tag]: list.digest,
        [`${tag}.sig`]: cosigned.digest,
      })
      const { documents, problems, source } = await readImage(`${host}/app`)
      expect(problems).toEqual([])
      for (const text of ['"tagged"', '"cosigned"']) expect(textsOf(documents)).toContain(text)
      expect(source.known).toMatchObject({ asked: expect.stringContaining(cosigned.digest) })
    })

    it.each([400, 403, 405, 501])('that the registry does not know about (%d) is no problem', async (status) => {
      const image = amd()
      const { host } = await start(image.members, { latest: image.digest }, ({ path }, response) => {
        if (!path.includes('/referrers/')) return false
        response.writeHead(status).end()
        return true
      })
      expect((await readImage(`${host}/app`)).problems).toEqual([])
    })

    it('of which the list cannot be had is told, and the rest is read', async () => {
      const image = amd()
      const { host } = await start(image.members, { latest: image.digest }, ({ path }, response) => {
        if (!path.includes('/referrers/')) return false
        response.writeHead(500).end()
        return true
      })
      const { problems, blobs, source } = await readImage(`${host}/app`)
      expect(problems).toMatchObject([{ code: 'registry-failed', message: expect.stringContaining('referrers') }])
      expect(blobs.size).toBe(2)
      expect(source.known, 'is not taken for the same the next time').toBeUndefined()
    })
  })

  it.each(['image', 'index'] as const)('may be a build cache in the form of an %s', async (form) => {
    const cache = cacheOf(
      [
        { layer, parent: 1 },
        { layer: shared, parent: -1 },
      ],
      form,
    )
    const { host } = await start(cache.members, { latest: cache.descriptor.digest })
    const { images, problems, blobs } = await readImage(`${host}/app`)
    expect(problems).toEqual([])
    expect(images).toMatchObject([{ source: 'registry (build cache)', id: cache.id, parents: [-1, 0] }])
    expect(blobs.size).toBe(2)
  })

  it('may be an artifact, whose files are scanned like layers', async () => {
    const config = blob(json({ name: 'chart', version: '1.0.0' }))
    const chart = blob(
      json({
        schemaVersion: 2,
        mediaType: manifestType,
        config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: config.digest },
        layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', digest: blob(layer).digest }],
      }),
    )
    const { host } = await start([config, blob(layer), chart], { latest: chart.digest })
    const { images, blobs, documents, problems } = await readImage(`${host}/app`)
    expect(problems).toEqual([])
    expect(images).toMatchObject([
      {
        source: 'registry (artifact application/vnd.cncf.helm.config.v1+json)',
        id: config.digest,
        layers: [{ blob: blob(layer).digest }],
      },
    ])
    expect([...blobs.keys()]).toEqual([blob(layer).digest])
    expect(documents).toMatchObject([{ exposure: 'config', image: 0, content: { value: { name: 'chart' } } }])
  })

  it("is not made of cosign's signature, which looks like one", async () => {
    const image = amd()
    const payload = blob(json({ critical: { identity: 'x' } }))
    const config = blob(
      json({ architecture: '', os: '', config: {}, rootfs: { type: 'layers', diff_ids: [payload.digest] } }),
    )
    const signature = blob(
      json({
        schemaVersion: 2,
        mediaType: manifestType,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: config.digest },
        layers: [
          {
            mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
            digest: payload.digest,
            annotations: { 'dev.cosignproject.cosign/signature': 'c2ln' },
          },
        ],
      }),
    )
    const tag = `${image.digest.replace(':', '-')}.sig`
    const { host } = await start([...image.members, payload, config, signature], {
      latest: image.digest,
      [tag]: signature.digest,
    })
    const { images, documents, problems } = await readImage(`${host}/app`)
    expect([images.length, problems]).toEqual([1, []])
    expect(JSON.stringify(documents)).toContain('critical')
    expect(JSON.stringify(documents)).toContain('c2ln')
  })

  it('has layers that need not be brought, if it is known what they hold', async () => {
    const image = amd()
    const { host, asked } = await start(image.members, { latest: image.digest })
    const known = `sha256:${sha256(shared)}`
    const { images, blobs, problems } = await readImage(`${host}/app`, {
      recall: async (_, digest) => digest === known,
    })
    expect(problems).toEqual([])
    expect([...blobs.keys()]).toEqual([`sha256:${sha256(layer)}`])
    expect(images[0]!.layers[0]).toMatchObject({ blob: known })
    expect(asked.map(({ path }) => path)).not.toContain(`/v2/app/blobs/${known}`)
  })

  it('that is not there is a problem', async () => {
    const { host } = await start([], {})
    const error = await openImage(`${host}/app:1`).catch((thrown: unknown) => thrown)
    expect(problemOf(error)).toMatchObject({
      code: 'image-not-found',
      message: expect.stringContaining(`${host}/app:1`),
    })
  })

  it('has a foreign layer, which no registry keeps, as a gap', async () => {
    const foreign = {
      mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
      digest: `sha256:${sha256('elsewhere')}`,
      size: 9,
      urls: ['https://vendor.example/layer'],
    }
    const image = ociImage([layer], configOf([layer]), {
      manifest: { layers: [foreign, { mediaType: '', digest: blob(layer).digest }] },
    })
    const { host } = await start(image.members, { latest: image.digest })
    const { gaps, problems, images } = await readImage(`${host}/app`)
    expect(gaps).toMatchObject([
      { kind: 'unread', where: foreign.digest, reason: expect.stringContaining('foreign layer') },
    ])
    expect(problems).toEqual([])
    expect(images[0]!.layers).toHaveLength(2)
  })
})
