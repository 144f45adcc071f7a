import { Readable } from 'node:stream'
import type { EngineClient } from '../../../src/sources/engine/api/client.js'
import { configOf, json, sha256, tarOf } from '../build-archive.js'

export type FakeImage = { name?: string; layers: Buffer[]; parent?: string; env?: string[] }

/** An answer with an HTTP status, as the engine library throws it. */
export function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(`(HTTP code ${statusCode}) server error - ${message} `), {
    statusCode,
    json: { message },
  })
}

export function idOf(image: FakeImage): string {
  return `sha256:${sha256(configText(image))}`
}

export function configText({ layers, env = [], name = '' }: FakeImage): string {
  return configOf(layers, { config: { Env: env, Image: name }, history: layers.map(() => ({ created_by: 'RUN x' })) })
}

/** An engine that holds these images, and what it was asked. */
export function fakeEngine(images: FakeImage[], more: Partial<EngineClient> = {}): EngineClient & { asked: string[] } {
  const asked: string[] = []
  const find = (name: string) => {
    const image = images.find((one) => idOf(one) === name || one.name === name)
    if (!image) throw refusal(404, `No such image: ${name}`)
    return image
  }
  return {
    asked,
    endpoint: { address: 'unix:///fake.sock', connection: { kind: 'socket', path: '/fake.sock' } },
    apiVersion: '1.41',
    inspectImage: async (name) => {
      asked.push(`inspect ${name}`)
      return inspected(find(name))
    },
    imageHistory: async (name) => find(name).layers.map(() => ({ CreatedBy: 'RUN x', Size: 5, Comment: '' })),
    listImages: async () =>
      images.map((image) => ({
        Id: idOf(image),
        ParentId: image.parent ?? '',
        RepoTags: image.name ? [image.name] : ['<none>:<none>'],
      })),
    diskUsage: async () => ({ BuildCache: null }),
    exportImages: async ({ names }) => {
      asked.push(`export ${names.length}`)
      return Readable.from([await saved(names.map(find))])
    },
    pullImage: async () => {
      throw refusal(500, 'not prepared for that')
    },
    ...more,
  }
}

function inspected(image: FakeImage) {
  const RootFS = { Type: 'layers', Layers: image.layers.map((layer) => `sha256:${sha256(layer)}`) }
  const RepoTags = image.name ? [image.name] : []
  return { Id: idOf(image), Os: 'linux', Architecture: 'amd64', Size: 7, RepoTags, Config: { Env: image.env }, RootFS }
}

/** The archive of these images, each layer once, under names that only depend on its bytes. */
export function saved(images: readonly FakeImage[]): Promise<Buffer> {
  const layers = new Map(images.flatMap((image) => image.layers.map((layer) => [layerPath(layer), layer])))
  const manifest = images.map((image) => ({ Config: configPath(image), Layers: image.layers.map(layerPath) }))
  return tarOf([
    ...[...layers].map(([path, bytes]) => ({ path, bytes })),
    ...images.map((image) => ({ path: configPath(image), bytes: configText(image) })),
    { path: 'manifest.json', bytes: json(manifest) },
  ])
}

export function layerPath(layer: Buffer): string {
  return `${sha256(`id of ${sha256(layer)}`)}/layer.tar`
}

function configPath(image: FakeImage): string {
  return `${sha256(configText(image))}.json`
}
