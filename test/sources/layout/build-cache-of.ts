import { blob, json, type Member, sha256 } from '../build-archive.js'

/** A layer of a cache and the number of the one that it stands upon, as the config tells it. */
export type LayerStep = { layer: Buffer; parent: number }

/** A build cache as BuildKit exports it, with these layers; in either of its forms. */
export function cacheOf(
  steps: readonly LayerStep[],
  form: 'image' | 'index',
): { members: Member[]; descriptor: { mediaType: string; digest: string }; id: string } {
  const layers = steps.map(({ layer }) => ({
    mediaType: 'application/vnd.oci.image.layer.v1.tar',
    digest: blob(layer).digest,
    size: layer.length,
    annotations: { 'containerd.io/uncompressed': `sha256:${sha256(layer)}` },
  }))
  const config = blob(
    json({
      layers: steps.map(({ layer, parent }) => ({ blob: blob(layer).digest, ...(parent !== 0 && { parent }) })),
      records: [],
    }),
  )
  const configDescriptor = {
    mediaType: 'application/vnd.buildkit.cacheconfig.v0',
    digest: config.digest,
    size: config.bytes.length,
  }
  const mediaType = `application/vnd.oci.image.${form === 'image' ? 'manifest' : 'index'}.v1+json`
  const names = form === 'image' ? { config: configDescriptor, layers } : { manifests: [...layers, configDescriptor] }
  const manifest = blob(json({ schemaVersion: 2, mediaType, ...names }))
  const members = [...steps.map(({ layer }) => blob(layer)), config, manifest]
  return { members, descriptor: { mediaType, digest: manifest.digest }, id: config.digest }
}
