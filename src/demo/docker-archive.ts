import { createHash } from 'node:crypto'
import { type TarEntry, tarOf } from './ustar.js'

/** One instruction: its row in the image's history and, where it wrote files, its layer. */
export type Step = { createdBy: string; layer?: TarEntry[] }

/** The parts of an image that the demonstration sets. */
export type DemoImage = { tag: string; created: string; env: string[]; labels: Record<string, string>; steps: Step[] }

/**
 * The image as `docker save` writes it, in its classic layout: a config named by its digest, a folder with `layer.tar` for each layer,
 * `manifest.json` last (Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format").
 */
export function dockerArchive(image: DemoImage): Buffer {
  const layers = image.steps.flatMap(({ layer }) => (layer ? [tarOf(layer)] : []))
  const config = configOf(image, layers)
  const configName = `${sha256(config)}.json`
  const layerNames = layers.map((layer) => `${sha256(layer)}/layer.tar`)
  const manifest = [{ Config: configName, RepoTags: [image.tag], Layers: layerNames }]
  return tarOf([
    ...layers.map((body, index) => ({ path: layerNames[index]!, body })),
    { path: configName, body: config },
    { path: 'manifest.json', body: JSON.stringify(manifest) },
  ])
}

function configOf({ created, env, labels, steps }: DemoImage, layers: Buffer[]): string {
  return JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    created,
    config: { Env: env, Labels: labels, WorkingDir: '/app', Cmd: ['node', 'server.js'] },
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
    history: steps.map(({ createdBy, layer }) => ({
      created,
      created_by: createdBy,
      comment: 'buildkit.dockerfile.v0',
      ...(!layer && { empty_layer: true }),
    })),
  })
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
