import { createHash } from 'node:crypto'
import { pack } from 'tar-stream'

export type Member =
  | { path: string; bytes: Uint8Array | string }
  | { path: string; symlink: string }
  | { path: string; hardLink: string }

/** A tar of these members, in this order. */
export async function tarOf(members: readonly Member[]): Promise<Buffer> {
  const tar = pack()
  for (const member of members) {
    if ('symlink' in member) tar.entry({ name: member.path, type: 'symlink', linkname: member.symlink })
    else if ('hardLink' in member) tar.entry({ name: member.path, type: 'link', linkname: member.hardLink })
    else tar.entry({ name: member.path }, Buffer.from(member.bytes))
  }
  tar.finalize()
  const parts: Buffer[] = []
  for await (const part of tar) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** A layer with one file. */
export function layerTar(name: string, content: string): Promise<Buffer> {
  return tarOf([{ path: name, bytes: content }])
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function json(value: unknown): string {
  return JSON.stringify(value)
}

/** A config over these plain layers. */
export function configOf(layers: readonly Uint8Array[], more: Record<string, unknown> = {}): string {
  const diffIds = layers.map((layer) => `sha256:${sha256(layer)}`)
  return json({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: diffIds }, ...more })
}

/** The entry of an OCI layout that is named by its own digest. */
export function blob(bytes: Uint8Array | string): { path: string; bytes: Uint8Array | string; digest: string } {
  return { path: `blobs/sha256/${sha256(bytes)}`, bytes, digest: `sha256:${sha256(bytes)}` }
}

/** An image of an OCI layout: its blobs, and the descriptor of its manifest. */
export function ociImage(
  layers: readonly Uint8Array[],
  config: string,
  more: { manifest?: Record<string, unknown>; descriptor?: Record<string, unknown> } = {},
): { members: Member[]; descriptor: Record<string, unknown>; id: string; digest: string } {
  const configBlob = blob(config)
  const layerBlobs = layers.map(blob)
  const manifest = blob(
    json({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: configBlob.digest, size: config.length },
      layers: layerBlobs.map(({ digest }) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest })),
      ...more.manifest,
    }),
  )
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  return {
    members: [...layerBlobs, configBlob, manifest],
    descriptor: { mediaType, digest: manifest.digest, ...more.descriptor },
    id: configBlob.digest,
    digest: manifest.digest,
  }
}

/** `index.json` over these descriptors. */
export function indexJson(manifests: readonly unknown[], more: Record<string, unknown> = {}): Member {
  const mediaType = 'application/vnd.oci.image.index.v1+json'
  return { path: 'index.json', bytes: json({ schemaVersion: 2, mediaType, manifests, ...more }) }
}
