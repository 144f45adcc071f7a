import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { expandTemplate } from '../../../src/signatures/expand.js'
import {
  blob,
  configOf,
  indexJson,
  json,
  layerTar,
  type Member,
  ociImage,
  sha256,
  tarOf,
} from '../../sources/build-archive.js'

/** The token of a name. */
export const token = (name: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `form ${name}`)

/** What an archive holds, the names of the tokens in it, and where each stands. */
export type Form = { members: Member[]; tokens: Record<string, string> }

const layer = (name: string) => layerTar(`srv/${name}.env`, `A_TOKEN=${token(name)}\n`)
const file = (name: string) => `file srv/${name}.env`
const dockerTypes = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  list: 'application/vnd.docker.distribution.manifest.list.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
}

/** An image whose layers are stored in this form; `types`: the media types that its manifest tells. */
function storedImage(
  layers: readonly { plain: Buffer; stored: Buffer }[],
  types: { manifest: string; config: string; layer: string },
  more: { config?: object; layer?: object; descriptor?: object } = {},
) {
  const config = blob(
    configOf(
      layers.map(({ plain }) => plain),
      { ...more.config },
    ),
  )
  const stored = layers.map(({ stored: bytes }) => blob(bytes))
  const described = ({ digest, bytes }: ReturnType<typeof blob>, mediaType: string) => {
    return { mediaType, digest, size: Buffer.byteLength(bytes) }
  }
  const manifest = blob(
    json({
      schemaVersion: 2,
      mediaType: types.manifest,
      config: described(config, types.config),
      layers: stored.map((one) => ({ ...described(one, types.layer), ...more.layer })),
    }),
  )
  return {
    members: [...stored, config, manifest],
    descriptor: { ...described(manifest, types.manifest), ...more.descriptor },
  }
}

const gzipped = (plain: Buffer) => ({ plain, stored: gzipSync(plain) })
const layoutFile: Member = { path: 'oci-layout', bytes: json({ imageLayoutVersion: '1.0.0' }) }

/** What registries and `docker buildx build --output type=oci,oci-mediatypes=false` keep: Docker's types inside an OCI layout. */
export async function dockerMediaTypes(): Promise<Form> {
  const image = storedImage([gzipped(await layer('docker'))], dockerTypes)
  const list = blob(
    json({
      schemaVersion: 2,
      mediaType: dockerTypes.list,
      manifests: [{ ...image.descriptor, platform: { os: 'linux', architecture: 'amd64' } }],
    }),
  )
  const members = [
    ...image.members,
    list,
    indexJson([{ mediaType: dockerTypes.list, digest: list.digest, size: list.bytes.length }]),
    layoutFile,
  ]
  return { members, tokens: { docker: file('docker') } }
}

/** Layers that are stored as xz and as bzip2, as `docker load` takes them. */
export async function rareCompressions(): Promise<Form> {
  const types = {
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar',
  }
  const layers = await Promise.all(
    ['xz', 'bzip2'].map(async (program) => {
      const plain = await layer(program)
      return { plain, stored: execFileSync(program, ['-c'], { input: plain }) }
    }),
  )
  const image = storedImage(layers, types)
  return {
    members: [...image.members, indexJson([image.descriptor]), layoutFile],
    tokens: { xz: file('xz'), bzip2: file('bzip2') },
  }
}

/** A gzip member for each file, and an index behind the end of the tar (https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md). */
export async function estargz(): Promise<Form> {
  const files = await Promise.all(['first', 'second'].map((name) => layer(name)))
  const entries = files.map((tar) => tar.subarray(0, 1024))
  const end = Buffer.alloc(1024)
  const index = await tarOf([
    { path: 'stargz.index.json', bytes: json({ version: 1, entries: [], note: token('index') }) },
  ])
  const parts = [...entries, end, index]
  const stored = Buffer.concat(parts.map((part) => gzipSync(part)))
  const image = storedImage(
    [{ plain: Buffer.concat(parts), stored }],
    {
      manifest: 'application/vnd.oci.image.manifest.v1+json',
      config: 'application/vnd.oci.image.config.v1+json',
      layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
    },
    { layer: { annotations: { 'containerd.io/snapshot/stargz/toc.digest': `sha256:${sha256('toc')}` } } },
  )
  return {
    members: [...image.members, indexJson([image.descriptor]), layoutFile],
    tokens: { first: file('first'), second: file('second'), index: 'file stargz.index.json' },
  }
}

/** A build cache as an index whose entries are layers, with Docker's types (`image-manifest=false,oci-mediatypes=false`). */
export async function indexCache(): Promise<Form> {
  const plain = await Promise.all(['low', 'high'].map((name) => layer(name)))
  const layers = plain.map((tar) => blob(gzipSync(tar)))
  const config = blob(
    json({
      layers: [
        { blob: layers[1]!.digest, parent: 1 },
        { blob: layers[0]!.digest, parent: -1 },
      ],
      records: [],
    }),
  )
  const described = layers.map(({ digest, bytes }, i) => {
    const annotations = { 'containerd.io/uncompressed': `sha256:${sha256(plain[i]!)}` }
    return { mediaType: dockerTypes.layer, digest, size: bytes.length, annotations }
  })
  const last = {
    mediaType: 'application/vnd.buildkit.cacheconfig.v0',
    digest: config.digest,
    size: config.bytes.length,
  }
  const index = blob(json({ schemaVersion: 2, mediaType: dockerTypes.list, manifests: [...described, last] }))
  const top = indexJson([{ mediaType: dockerTypes.list, digest: index.digest, size: index.bytes.length }])
  return {
    members: [...layers, config, index, top, layoutFile],
    tokens: { low: 'build-cache srv/low.env', high: 'build-cache srv/high.env' },
  }
}

/** Two images under two tags in one layout; they share a layer. */
export async function twoImages(): Promise<Form> {
  const [shared, one, two] = await Promise.all(['shared', 'one', 'two'].map(layer))
  const images = [one!, two!].map((own, i) => {
    const descriptor = { annotations: { 'org.opencontainers.image.ref.name': `v${i + 1}` } }
    return ociImage([shared!, own], configOf([shared!, own]), { descriptor })
  })
  const members = [
    ...images.flatMap((image) => image.members),
    indexJson(images.map(({ descriptor }) => descriptor)),
    layoutFile,
  ]
  return { members: uniqueOf(members), tokens: { shared: file('shared'), one: file('one'), two: file('two') } }
}

/** An index of two platforms, with an attestation of the older form for one: an image manifest with a config. */
export async function twoPlatforms(): Promise<Form> {
  const [shared, amd, arm] = await Promise.all(['shared', 'amd', 'arm'].map(layer))
  const images = (
    [
      ['amd64', amd!],
      ['arm64', arm!],
    ] as const
  ).map(([architecture, own]) => {
    const descriptor = { platform: { os: 'linux', architecture } }
    return ociImage([shared!, own], configOf([shared!, own], { architecture }), { descriptor })
  })
  const statement = blob(
    json({
      _type: 'https://in-toto.io/Statement/v0.1',
      predicateType: 'https://slsa.dev/provenance/v0.2',
      predicate: {
        invocation: { parameters: { frontend: 'dockerfile.v0', args: { 'build-arg:OLD_TOKEN': token('argument') } } },
      },
    }),
  )
  const config = blob(
    json({
      architecture: 'unknown',
      os: 'unknown',
      config: {},
      rootfs: { type: 'layers', diff_ids: [statement.digest] },
    }),
  )
  const described = (of: ReturnType<typeof blob>, mediaType: string) => ({
    mediaType,
    digest: of.digest,
    size: of.bytes.length,
  })
  const manifestType = 'application/vnd.oci.image.manifest.v1+json'
  const attestation = blob(
    json({
      schemaVersion: 2,
      mediaType: manifestType,
      config: described(config, 'application/vnd.oci.image.config.v1+json'),
      layers: [
        {
          ...described(statement, 'application/vnd.in-toto+json'),
          annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v0.2' },
        },
      ],
    }),
  )
  const attested = {
    ...described(attestation, manifestType),
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': images[0]!.digest,
    },
  }
  const indexType = 'application/vnd.oci.image.index.v1+json'
  const index = blob(
    json({
      schemaVersion: 2,
      mediaType: indexType,
      manifests: [...images.map(({ descriptor }) => descriptor), attested],
    }),
  )
  const members = [...images.flatMap((image) => image.members), statement, config, attestation, index]
  return {
    members: uniqueOf([...members, indexJson([described(index, indexType)]), layoutFile]),
    tokens: { shared: file('shared'), amd: file('amd'), arm: file('arm'), argument: 'attestation OLD_TOKEN' },
  }
}

/** As Kaniko's `--tar-path` writes it (https://github.com/google/go-containerregistry/blob/main/pkg/v1/tarball/write.go): the config under its digest, layers compressed, the manifest last. */
export async function kaniko(): Promise<Form> {
  const plain = await Promise.all(['kaniko', 'upper'].map(layer))
  const config = configOf(plain, {
    history: [
      { created_by: 'COPY . /' },
      { created_by: `ENV B_TOKEN=${token('env')}`, empty_layer: true },
      { created_by: 'RUN make' },
    ],
  })
  const layers = plain.map((tar) => {
    const bytes = gzipSync(tar)
    return { path: `${sha256(bytes)}.tar.gz`, bytes }
  })
  const name = `sha256:${sha256(config)}`
  const manifest = [{ Config: name, RepoTags: ['registry.example/app:1'], Layers: layers.map(({ path }) => path) }]
  return {
    members: [{ path: name, bytes: config }, ...layers, { path: 'manifest.json', bytes: json(manifest) }],
    tokens: { kaniko: file('kaniko'), upper: file('upper'), env: 'history B_TOKEN' },
  }
}

function uniqueOf(members: readonly Member[]): Member[] {
  return [...new Map(members.map((member) => [member.path, member])).values()]
}
