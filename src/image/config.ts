import { type HistoryRow, readHistory } from './history.js'
import { fieldOf, listOf, textOf } from './json-shape.js'
import { formatPlatform, readPlatform } from './platform.js'

/** What of an image's config the story of a finding needs. Empty where the config says nothing, or nothing sensible. */
export type ImageConfig = {
  /** `os/architecture[/variant]`, or '' if the config does not tell. */
  platform: string
  /** RFC 3339, or ''. */
  created: string
  history: HistoryRow[]
  /** As claimed, lowest first; '' where one is no string, so that the order stands. */
  diffIds: string[]
}

/** Reads a config of any shape (https://github.com/opencontainers/image-spec/blob/main/config.md). Never throws. */
export function readImageConfig(json: unknown): ImageConfig {
  const platform = readPlatform(json)
  return {
    platform: platform ? formatPlatform(platform) : '',
    created: textOf(json, 'created'),
    history: readHistory(json),
    diffIds: listOf(fieldOf(json, 'rootfs'), 'diff_ids').map((id) => (typeof id === 'string' ? id : '')),
  }
}
