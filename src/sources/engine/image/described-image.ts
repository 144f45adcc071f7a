import { fieldOf, textOf, textsOf } from '../../../image/json-shape.js'
import { formatPlatform, type Platform, readPlatform } from '../../../image/platform.js'
import { isRecord } from '../../is-record.js'
import type { SourceImage } from '../../source.js'

/**
 * What an engine's API tells of an image, as an image without its bytes: what is reported if the export fails. The config is
 * put together from `inspect` and `history` in the form that the image specification gives it.
 */
export function describeImage(inspected: unknown, history: unknown, reference: string, source: string): SourceImage {
  const diffIds = textsOf(fieldOf(inspected, 'RootFS'), 'Layers')
  const created = textOf(inspected, 'Created')
  const platform = platformOfInspected(inspected)
  const digest = textsOf(inspected, 'RepoDigests')[0]?.split('@')[1]
  return {
    reference,
    source,
    id: textOf(inspected, 'Id') || 'unknown',
    ...(digest && { digest }),
    platform: platform ? formatPlatform(platform) : 'unknown',
    ...(created && { created }),
    tags: textsOf(inspected, 'RepoTags').filter((tag) => !tag.startsWith('<none>')),
    config: configOf(inspected, history, diffIds),
    layers: diffIds.map((diffId) => ({ diffId })),
  }
}

/** The platform that `inspect` tells, under names of its own. */
export function platformOfInspected(inspected: unknown): Platform | undefined {
  const [os, architecture, variant] = ['Os', 'Architecture', 'Variant'].map((name) => textOf(inspected, name))
  return readPlatform({ os, architecture, variant })
}

/** Fields of `inspect` by their name in a config (https://github.com/opencontainers/image-spec/blob/main/config.md). */
const fields: Record<string, string> = {
  architecture: 'Architecture',
  os: 'Os',
  variant: 'Variant',
  created: 'Created',
  author: 'Author',
  comment: 'Comment',
  config: 'Config',
  container_config: 'ContainerConfig',
}

function configOf(inspected: unknown, history: unknown, diffIds: string[]): Record<string, unknown> {
  const config: Record<string, unknown> = {}
  for (const [name, told] of Object.entries(fields)) {
    const value = fieldOf(inspected, told)
    if (value !== undefined && value !== '' && value !== null) config[name] = value
  }
  return { ...config, rootfs: { type: 'layers', diff_ids: diffIds }, history: historyRows(history, diffIds.length) }
}

/**
 * The engine tells history newest first and does not say which rows made a layer. Those with a size did; unless their number is
 * not that of the layers, when nothing is claimed.
 */
function historyRows(history: unknown, layers: number): Record<string, unknown>[] {
  const rows = Array.isArray(history) ? history.filter(isRecord).reverse() : []
  const isFull = rows.filter((row) => row.Size !== 0).length === layers
  return rows.map((row) => ({
    created_by: row.CreatedBy,
    ...(textOf(row, 'Comment') && { comment: row.Comment }),
    ...(isFull && row.Size === 0 && { empty_layer: true }),
  }))
}
