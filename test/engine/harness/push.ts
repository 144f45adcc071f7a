import type { Member } from '../../sources/build-archive.js'
import { sha256 } from '../../sources/build-archive.js'

const isManifest = (bytes: Uint8Array | string) =>
  String(Buffer.from(bytes).subarray(0, 40)).startsWith('{"schemaVersion"')

/**
 * Pushes the entries of an OCI layout to a repository of an open registry
 * (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push): blobs, then manifests in their order; `tags` by digest.
 */
export async function push(
  repository: string,
  members: readonly Member[],
  tags: Record<string, string>,
): Promise<void> {
  const entries = members.flatMap((member) => ('bytes' in member ? [member.bytes] : []))
  for (const bytes of entries.filter((one) => !isManifest(one))) {
    const { headers } = await must(`http://${repository}/blobs/uploads/`, 'POST')
    const place = new URL(headers.get('location')!, `http://${repository}`)
    place.searchParams.set('digest', `sha256:${sha256(bytes)}`)
    await must(place.href, 'PUT', bytes, 'application/octet-stream')
  }
  for (const bytes of entries.filter(isManifest)) {
    const digest = `sha256:${sha256(bytes)}`
    const { mediaType } = JSON.parse(Buffer.from(bytes).toString()) as { mediaType: string }
    const names = Object.keys(tags).filter((tag) => tags[tag] === digest)
    for (const name of [digest, ...names]) await must(`http://${repository}/manifests/${name}`, 'PUT', bytes, mediaType)
  }
}

async function must(url: string, method: string, body?: Uint8Array | string, type?: string): Promise<Response> {
  const answer = await fetch(url, {
    method,
    ...(body !== undefined && { body: Buffer.from(body), headers: { 'content-type': type! } }),
  })
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
  return answer
}
