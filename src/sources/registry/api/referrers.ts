import { type Descriptor, isDigest, readDescriptors } from '../../../image/descriptor.js'
import { Failure } from '../../../problem.js'
import type { RegistryClient } from './client.js'
import { fetchDocument, fetchManifest } from './manifest.js'

/** What says something about a manifest: signatures, attestations, SBOMs. `lists`: the documents that name them. */
export type Referrers = { descriptors: Descriptor[]; lists: { name: string; json: unknown }[] }

/** Tags that cosign makes of a digest (https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md). */
const cosignEndings = ['sig', 'att', 'sbom']

/**
 * What refers to a digest: by the referrers API, else by the tag that stands in for it
 * (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers); and by cosign's tags.
 * @throws Failure if the registry cannot be asked
 */
export async function findReferrers(client: RegistryClient, digest: string, signal?: AbortSignal): Promise<Referrers> {
  const tag = digest.replace(':', '-')
  const [listed, ...signed] = await Promise.all([
    listReferrers(client, digest, tag, signal),
    ...cosignEndings.map((ending) => taggedManifest(client, `${tag}.${ending}`, signal)),
  ])
  return {
    descriptors: [...(listed ? readDescriptors(listed.json, 'manifests') : []), ...signed.flatMap((one) => one ?? [])],
    lists: listed ? [{ name: `referrers of ${digest}`, json: listed.json }] : [],
  }
}

async function listReferrers(
  client: RegistryClient,
  digest: string,
  tag: string,
  signal?: AbortSignal,
): Promise<{ json: unknown } | undefined> {
  const what = 'the list of referrers'
  const listed = await fetchDocument(client, `referrers/${digest}`, what, signal, isUnknown).catch(unlessRefused)
  const served = listed ?? (await fetchManifest(client, tag, what, signal).catch(unlessRefused))
  if (!served) return undefined
  try {
    return { json: JSON.parse(served.bytes.toString('utf8')) as unknown }
  } catch {
    return undefined
  }
}

/** Registries that do not know the request say so in many ways. */
function isUnknown(status: number): boolean {
  return (status >= 400 && status < 500 && status !== 429 && status !== 408) || status === 501
}

function unlessRefused(error: unknown): undefined {
  if (error instanceof Failure && error.problem.code === 'credentials-failed') return undefined
  throw error
}

/** The digest of a tag costs nothing where manifests are counted. */
async function taggedManifest(
  client: RegistryClient,
  tag: string,
  signal?: AbortSignal,
): Promise<Descriptor | undefined> {
  const what = 'a signature'
  const request = { method: 'HEAD', path: `manifests/${tag}`, what, headers: { accept: '*/*' }, signal } as const
  const answer = await client.ask(request).catch(unlessRefused)
  answer?.body.destroy()
  if (answer?.status !== 200) return undefined
  const told = answer.header('docker-content-digest') ?? ''
  const digest = isDigest(told) ? told : (await fetchManifest(client, tag, what, signal))?.digest
  return digest === undefined ? undefined : { mediaType: '', digest, annotations: new Map() }
}
