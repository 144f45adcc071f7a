import pLimit from 'p-limit'
import { choosePlatforms } from '../../../image/choose-platforms.js'
import { attestedDigest, type Descriptor } from '../../../image/descriptor.js'
import { type Manifest, readManifest } from '../../../image/manifest.js'
import type { Platform, PlatformChoice } from '../../../image/platform.js'
import { Failure, type Problem } from '../../../problem.js'
import type { RegistryClient } from '../api/client.js'
import { fetchManifest, type ServedManifest } from '../api/manifest.js'

export type GatheredManifest = { served: ServedManifest; manifest: Manifest }

/** The manifests of what was asked for. */
export type Gathered = {
  /** By digest; the outermost first. */
  manifests: Map<string, GatheredManifest>
  /** Named by an index and not fetched: of other platforms. */
  left: Descriptor[]
  problems: Problem[]
  /** Manifests beyond the limit, which were not fetched. */
  dropped: number
}

export type GatherOptions = { platform?: PlatformChoice; hostPlatform: Platform; limit?: number }

/** Manifests that are fetched for one image at most, and at the same time. */
export const gatherLimit = 1000
const atOnce = 4
/** Indexes within indexes that are followed. */
const depthLimit = 4

/** Fetches, from these on, all manifests that are asked for; of an index with several platforms only those. */
export async function gatherManifests(
  client: RegistryClient,
  roots: readonly ServedManifest[],
  options: GatherOptions,
  signal?: AbortSignal,
): Promise<Gathered> {
  const gathered: Gathered = { manifests: new Map(), left: [], problems: [], dropped: 0 }
  const limit = pLimit(atOnce)
  const seen = new Set(roots.map(({ digest }) => digest))
  let level = [...roots]
  for (let depth = 0; level.length > 0; depth++) {
    const wanted = level.flatMap((served) => {
      const manifest = readManifest(parsed(served.bytes), served.mediaType)
      gathered.manifests.set(served.digest, { served, manifest })
      return childrenOf(manifest, options, gathered.left)
    })
    const fresh = wanted.filter(({ digest }) => !seen.has(digest) && seen.add(digest))
    const room = depth >= depthLimit ? 0 : Math.max(0, (options.limit ?? gatherLimit) - gathered.manifests.size)
    gathered.dropped += Math.max(0, fresh.length - room)
    const fetched = await Promise.all(
      fresh.slice(0, room).map((one) => limit(() => fetchOne(client, one, gathered, signal))),
    )
    level = fetched.filter((served) => served !== undefined)
  }
  return gathered
}

/** One that cannot be had does not keep the others from being read. */
async function fetchOne(
  client: RegistryClient,
  { digest }: Descriptor,
  { problems }: Gathered,
  signal?: AbortSignal,
): Promise<ServedManifest | undefined> {
  try {
    const served = await fetchManifest(client, digest, `manifest ${digest}`, signal)
    if (served) return served
    const { registry, text } = client.name
    const message = `the registry ${registry} has no manifest ${digest}, which the index of ${text} names`
    problems.push({ code: 'registry-failed', message, hint: 'What is there was scanned' })
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof Failure)) throw error
    problems.push(error.problem)
  }
  return undefined
}

/** The manifests that an index leads to; `left` is told the rest. */
function childrenOf(manifest: Manifest, { platform, hostPlatform }: GatherOptions, left: Descriptor[]): Descriptor[] {
  // A build cache lists its layers as if they were manifests.
  if (manifest.kind === 'build-cache') return []
  const images = manifest.manifests.filter((one) => attestedDigest(one) === undefined)
  const named = images.filter((one) => one.platform !== undefined && one.platform.os !== 'unknown')
  const chosen = new Set(choosePlatforms(named, platform, hostPlatform))
  const digests = new Set([...chosen].map(({ digest }) => digest))
  const isWanted = (one: Descriptor) => {
    const attested = attestedDigest(one)
    if (attested !== undefined) return digests.has(attested) || !named.some(({ digest }) => digest === attested)
    return chosen.has(one) || !named.includes(one)
  }
  left.push(...manifest.manifests.filter((one) => !isWanted(one)))
  return manifest.manifests.filter(isWanted)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
