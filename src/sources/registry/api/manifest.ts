import { createHash } from 'node:crypto'
import { Failure } from '../../../problem.js'
import { readBody } from '../http/read-body.js'
import { pause, waitBefore } from '../http/retry.js'
import { type RegistryClient, refusalFor } from './client.js'
import { connectionProblem } from './registry-error.js'

/** A manifest's bytes, whose digest was computed, and held against the one that was asked for. */
export type ServedManifest = { bytes: Buffer; digest: string; mediaType: string }

/** Longest manifest that is read, in bytes. Registries take 4 MiB (distribution spec, "Pushing Manifests"). */
const manifestLimit = 16 * 1024 * 1024

const accepted = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.artifact.manifest.v1+json',
].join(', ')

/**
 * A manifest by its tag or digest; undefined if there is none. `what`: for messages.
 * @throws Failure if it cannot be had, or is not what the digest names
 */
export async function fetchManifest(
  client: RegistryClient,
  reference: string,
  what: string,
  signal?: AbortSignal,
): Promise<ServedManifest | undefined> {
  const served = await fetchDocument(client, `manifests/${reference}`, what, signal)
  if (!served) return undefined
  const [algorithm = 'sha256', wanted] = reference.includes(':') ? reference.split(':') : []
  const hex = createHash(algorithm).update(served.bytes).digest('hex')
  if (wanted !== undefined && wanted !== hex) throw new Failure(otherBytes(client, reference))
  return { ...served, digest: `${algorithm}:${hex}` }
}

/**
 * A small document below the repository; undefined if there is none. One that breaks off is asked for again. `isAbsent`: of which statuses
 * that is the meaning.
 * @throws Failure if it cannot be had
 */
export async function fetchDocument(
  client: RegistryClient,
  path: string,
  what: string,
  signal?: AbortSignal,
  isAbsent: (status: number) => boolean = (status) => status === 404,
): Promise<{ bytes: Buffer; mediaType: string } | undefined> {
  for (let attempt = 1; ; attempt++) {
    const answer = await client.ask({ path, what, headers: { accept: accepted }, signal })
    if (isAbsent(answer.status)) {
      answer.body.destroy()
      return undefined
    }
    if (answer.status !== 200) throw new Failure(await refusalFor(client, what, answer))
    try {
      const bytes = await readBody(answer.body, manifestLimit)
      return { bytes, mediaType: (answer.header('content-type') ?? '').split(';')[0]!.trim() }
    } catch (error) {
      signal?.throwIfAborted()
      const wait = waitBefore(attempt, client.patience)
      const wanted = { reference: client.name.text, registry: client.name.registry, what }
      if (wait === undefined) throw new Failure(connectionProblem(wanted, error), { cause: error })
      await pause(wait, signal)
    }
  }
}

function otherBytes({ name }: RegistryClient, digest: string) {
  return {
    code: 'registry-failed' as const,
    message: `the registry ${name.registry} gives other bytes of ${name.text} than the digest ${digest} names`,
    hint: 'Do not trust this registry, nor what is between it and this machine',
  }
}
