import { spawnSync } from 'node:child_process'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { push } from '../../../engine/harness/push.js'
import type { Scanned } from '../../../engine/harness/scan.js'
import { blob, configOf, json, layerTar, ociImage } from '../../build-archive.js'
import { cacheOf } from '../../layout/build-cache-of.js'

/** Whether Debian's `docker-registry` is here. */
export const isThere = spawnSync('docker-registry', ['--version']).error === undefined
if (!isThere && process.env.JETSAM_REQUIRE_ENGINE === '1')
  throw new Error('JETSAM_REQUIRE_ENGINE is set, but there is no docker-registry')

const token = (name: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `real registry ${name}`)
const indexType = 'application/vnd.oci.image.index.v1+json'

/** The tokens of these names, as `found` tells them. */
export const tokens = (names: readonly string[]) => names.map(token).sort()
/** The secrets that were found. */
export const found = ({ report }: Scanned) => report.findings.map(({ secret }) => secret.value).sort()
/** An environment without anybody's configuration. */
export const clean = { HOME: '/nonexistent', DOCKER_CONFIG: '/nonexistent', XDG_RUNTIME_DIR: '', XDG_CONFIG_HOME: '' }

/**
 * Fills the repository `team/app` of an open registry: the tag `1` is an image with the tokens `shared` and `own`, `base` its
 * lower layer alone, `all` an index of it, another
 * platform's (`shared`, `other`) and an attestation (`statement`), `cache` a build cache (`shared`, `build`). Gives the image of the tag `1`.
 */
export async function stock(host: string): Promise<ReturnType<typeof ociImage>> {
  const [shared, own, other, build] = await Promise.all(
    ['shared', 'own', 'other', 'build'].map((name) => layerTar(`${name}.env`, `TOKEN=${token(name)}\n`)),
  )
  const platform = (architecture: string) => ({ platform: { os: 'linux', architecture } })
  const image = ociImage([shared!, own!], configOf([shared!, own!]), { descriptor: platform('amd64') })
  const base = ociImage([shared!], configOf([shared!]))
  const arm = ociImage([shared!, other!], configOf([shared!, other!], { architecture: 'arm64' }), {
    descriptor: platform('arm64'),
  })
  const statement = blob(json({ _type: 'https://in-toto.io/Statement/v1', predicate: { arg: token('statement') } }))
  const empty = blob('{}')
  const attestation = blob(
    json({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: empty.digest, size: 2 },
      layers: [{ mediaType: 'application/vnd.in-toto+json', digest: statement.digest, size: statement.bytes.length }],
    }),
  )
  const attested = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: attestation.digest,
    size: attestation.bytes.length,
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': image.digest },
  }
  const sized = (one: typeof image) => ({ ...one.descriptor, size: sizeOf(one) })
  const index = blob(json({ schemaVersion: 2, mediaType: indexType, manifests: [sized(image), sized(arm), attested] }))
  const cache = cacheOf(
    [
      { layer: build!, parent: 1 },
      { layer: shared!, parent: -1 },
    ],
    'image',
  )
  const members = [
    ...image.members,
    ...base.members,
    ...arm.members,
    statement,
    empty,
    attestation,
    index,
    ...cache.members,
  ]
  await push(`${host}/v2/team/app`, members, {
    '1': image.digest,
    base: base.digest,
    all: index.digest,
    cache: cache.descriptor.digest,
  })
  return image
}

function sizeOf(image: ReturnType<typeof ociImage>): number {
  const manifest = image.members.at(-1)!
  return 'bytes' in manifest ? manifest.bytes.length : 0
}
