import { setMaxListeners } from 'node:events'
import type { Descriptor } from '../../image/descriptor.js'
import type { ImageId, ImageName } from '../../image/image-name.js'
import type { PlatformChoice } from '../../image/platform.js'
import { Failure, type Problem } from '../../problem.js'
import type { RegistryOptions, Surroundings } from '../options.js'
import type { LayerReader, Source } from '../source.js'
import type { RegistryClient } from './api/client.js'
import { fetchManifest, type ServedManifest } from './api/manifest.js'
import { findReferrers, type Referrers } from './api/referrers.js'
import { manifestOfTag, refusalProblem } from './api/registry-error.js'
import { openConnections } from './http/connections.js'
import type { HttpClient } from './http/exchange.js'
import { defaultPatience, type Patience } from './http/retry.js'
import { readAuthorities } from './http/trust.js'
import { type Gathered, gatherManifests } from './image/gather.js'
import type { RegistryImage } from './image/read-image.js'
import type { MirroredClient } from './mirrors/mirrored-client.js'
import { findPlaces, openPlaces } from './mirrors/open-places.js'
import type { ImagePlace } from './mirrors/rules.js'

export type RegistryImageOptions = Surroundings & {
  /** As the user named the image. */
  reference: string
  platform?: PlatformChoice
  registry?: RegistryOptions
  patience?: Patience
}

/** Digests that are looked up for what refers to them, at most. */
const referredLimit = 20

/**
 * An image of a registry, without any engine. Its name is resolved here, to a digest; reading brings its layers, straight into the scan.
 * @throws Failure if there is no such image, or no way to it
 */
export async function openRegistryImage(
  image: ImageName | ImageId,
  options: RegistryImageOptions,
  signal?: AbortSignal,
): Promise<Source> {
  if ('id' in image) throw new Failure(idProblem(image))
  const { reference } = options
  const places = await findPlaces(image, options)
  const http = await openHttp(options, places)
  try {
    const found = await resolveImage(http, image, places, options, forMany(signal))
    const { root, gathered, referrers } = found
    const size = sizeOf(gathered)
    const onceOpen = async <T>(work: (read: ReadImage) => Promise<T>): Promise<T> => {
      const { readRegistryImage } = await import('./image/read-image.js')
      try {
        return await work(readRegistryImage)
      } finally {
        await http.connections.close()
      }
    }
    const asked = [
      reference,
      options.platform ?? '',
      options.hostPlatform,
      referrers.descriptors.map(({ digest }) => digest),
    ]
    return {
      label: `${image.text} (registry ${image.registry}${found.answered === image.registry ? '' : `, from ${found.answered}`})`,
      ...(size > 0 && { expectedBytes: size }),
      ...(found.problems.length === 0 && {
        known: { kind: 'content', digest: root.digest, asked: JSON.stringify(asked) },
      }),
      describe: (signal) =>
        onceOpen(async (read) => (await read(found, noReader, { ...options, layers: false }, signal)).images),
      read: (reader, signal) => onceOpen((read) => read(found, reader, options, forMany(signal))),
    }
  } catch (error) {
    await http.connections.close()
    throw error
  }
}

type ReadImage = typeof import('./image/read-image.js').readRegistryImage

/** What it is handed is no layer, and kept by nobody. */
const noReader: LayerReader = () => ({ write: () => undefined, end: async () => {}, fail: async () => {} })

/** Every request listens to it. */
function forMany(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (!signal) return undefined
  const own = AbortSignal.any([signal])
  setMaxListeners(0, own)
  return own
}

async function openHttp(
  { env, home, os, registry, patience = defaultPatience }: RegistryImageOptions,
  places: readonly ImagePlace[],
): Promise<HttpClient> {
  const ofPlaces = places.filter(({ insecure }) => insecure).map(({ name }) => name.registry)
  const insecure = [...(registry?.insecure ?? []), ...ofPlaces]
  const isInsecure = (url: URL) => insecure.some((host) => isHost(url, host))
  const authorities = await readAuthorities(registry?.authorities ?? [])
  return { connections: openConnections({ env, home, os, authorities, isInsecure }), patience, isInsecure }
}

/** `HOST` stands for all its ports. */
function isHost(url: URL, host: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return host === url.hostname || host === `${url.hostname}:${port}`
}

async function resolveImage(
  http: HttpClient,
  name: ImageName,
  places: readonly ImagePlace[],
  options: RegistryImageOptions,
  signal?: AbortSignal,
): Promise<RegistryImage & { answered: string }> {
  let trouble: string | undefined
  const onTrouble = (text: string | undefined) => {
    trouble = text
  }
  const client = openPlaces(http, name, places, options, onTrouble, signal)
  const served = await fetchRoot(client, signal).catch((error: unknown) => {
    throw error instanceof Failure && trouble ? withTrouble(error, trouble) : error
  })
  const answered = client.answered()
  const gathered = await gatherManifests(client, [served], options, signal)
  const problems = [...gathered.problems]
  const referrers = await referrersOf(client, gathered, problems, signal)
  return { client, root: rootOf(name, served), gathered, referrers, problems, answered }
}

async function fetchRoot(client: MirroredClient, signal?: AbortSignal): Promise<ServedManifest> {
  const { name } = client
  const served = await fetchManifest(client, name.digest ?? name.tag ?? 'latest', manifestOfTag, signal)
  if (served) return served
  const problem = refusalProblem({ reference: name.text, registry: name.registry, what: manifestOfTag }, 404)
  throw new Failure({ ...problem, message: problem.message + client.before() })
}

function rootOf({ registry, repository, tag }: ImageName, { digest, mediaType, bytes }: ServedManifest): Descriptor {
  const name: [string, string][] = tag ? [['io.containerd.image.name', `${registry}/${repository}:${tag}`]] : []
  return { mediaType, digest, size: bytes.length, annotations: new Map(name) }
}

/** What refers to the image as a whole, and to each of its platforms that are scanned. A list that cannot be had is told. */
async function referrersOf(
  client: RegistryClient,
  { manifests }: Gathered,
  problems: Problem[],
  signal?: AbortSignal,
): Promise<Referrers> {
  const subjects = [...manifests.values()].filter(
    ({ manifest }) => manifest.kind === 'image' || manifest.kind === 'index',
  )
  const digests = subjects.map(({ served }) => served.digest).slice(0, referredLimit)
  const found = await Promise.all(
    digests.map((digest) =>
      findReferrers(client, digest, signal).catch((error: unknown): Referrers => {
        signal?.throwIfAborted()
        if (!(error instanceof Failure)) throw error
        problems.push(error.problem)
        return { descriptors: [], lists: [] }
      }),
    ),
  )
  return { descriptors: found.flatMap((one) => one.descriptors), lists: found.flatMap((one) => one.lists) }
}

function sizeOf({ manifests }: Gathered): number {
  const sizes = new Map<string, number>()
  for (const { manifest } of manifests.values()) {
    const blobs = manifest.kind === 'build-cache' ? [...manifest.layers, ...manifest.manifests] : manifest.layers
    for (const { digest, size = 0 } of blobs) sizes.set(digest, size)
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

function withTrouble({ problem }: Failure, trouble: string): Failure {
  return new Failure({ ...problem, message: `${problem.message} (${trouble})` })
}

function idProblem({ text }: ImageId): Problem {
  return {
    code: 'image-not-found',
    message: `no registry knows the image id ${text}`,
    hint: 'Name the image by its repository: registry:HOST/NAME:TAG or registry:HOST/NAME@sha256:…',
  }
}
