import type { Detector } from '../detect/detector.js'
import { resolveOverlaps } from '../detect/overlap.js'
import { fromByteString, toByteString } from '../findings/byte-string.js'
import type { Candidate } from '../findings/candidate.js'
import { groupBy } from '../findings/group-by.js'
import type { SignatureTable } from '../signatures/table.js'
import { inspectConfig } from './config.js'
import { parseJson } from './encoded.js'
import { readJson } from './files/syntax/json.js'
import type { Entry } from './files/syntax/spot.js'
import { inspectHistory } from './history/inspect.js'
import { inspectJson } from './json-text.js'
import { pathText } from './path-text.js'
import type { Sighting } from './sighting.js'

/** Larger files are searched as any text, in bytes. No registry takes so large a config. */
export const longestImageText = 4 * 1024 * 1024

/** A blob of an OCI layout, a config as `docker save`, kaniko and others call it, a v1 image's `json`. */
const blobName = /(?:^|\/)(?:(?:sha256[:-])?[0-9a-f]{64}(?:\.json)?|[0-9a-f]{64}\/json)$/

/** Whether this may be the config or an attestation of an image that is kept as files: by its path and its first byte. */
export function mayBeImageText(path: string, head: Uint8Array): boolean {
  return head[0] === 0x7b && blobName.test(path)
}

/**
 * What the config (environment, labels, history with its build arguments) or an attestation of an image inside the image holds, read as those of the
 * scanned image are. `via` tells the field; offsets are those of the file's text. None if it is no such document.
 */
export function inspectImageText(text: string, detector: Detector, table: SignatureTable): Candidate[] {
  const value = parseJson(fromByteString(text))
  const kind = kindOf(value)
  if (kind === undefined) return []
  const sightings =
    kind === 'image'
      ? [...inspectConfig(value, detector), ...inspectHistory(value, detector)]
      : inspectJson(value, { exposure: 'attestation', path: [], detector })
  if (sightings.length === 0) return []
  const places = new Map(readJson(text).map((entry) => [unitOf(entry), entry]))
  return [...groupBy(sightings, (one) => one.unit).values()].flatMap((ofUnit) =>
    resolveOverlaps(ofUnit, table).map((one) => placed(one, kind, text, places.get(one.unit))),
  )
}

function kindOf(value: unknown): 'image' | 'attestation' | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const has = (key: string) => key in value
  if ((has('config') || has('container_config') || has('history')) && (has('rootfs') || has('architecture')))
    return 'image'
  return has('predicateType') ? 'attestation' : undefined
}

/** As `pathText` has it; keys that are numbers are taken for positions. */
function unitOf({ path }: Entry): string {
  return pathText(path.map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : fromByteString(part))))
}

/** With its range in the file. What has no entry of its own there, as a key, begins with the file. */
function placed(sighting: Sighting, kind: string, text: string, entry: Entry | undefined): Candidate {
  const { exposure: _exposure, unit, row: _row, decodedLine: _line, ...candidate } = sighting
  const raw = entry === undefined ? '' : text.slice(entry.start, entry.end)
  const from = entry?.start ?? 0
  return {
    ...candidate,
    start: from + rawOffset(raw, sighting.start),
    end: from + rawOffset(raw, sighting.end),
    via: [`${kind}:${toByteString(unit)}`, ...(candidate.via ?? [])],
  }
}

const written = /\\(?:u[0-9a-fA-F]{4}|[\s\S])/g

/** Where a byte of a JSON string's text stands in the string as it is written. */
function rawOffset(raw: string, offset: number): number {
  if (!raw.includes('\\')) return Math.min(offset, raw.length)
  let plain = 0
  let at = 0
  for (const match of raw.matchAll(written)) {
    const before = match.index - at
    if (plain + before >= offset) break
    plain += before + lengthOf(match[0])
    at = match.index + match[0].length
    if (plain >= offset) return at
  }
  return Math.min(raw.length, at + Math.max(0, offset - plain))
}

/** Bytes of UTF-8 that an escape stands for; half of a pair is half of four. */
function lengthOf(one: string): number {
  if (one[1] !== 'u') return 1
  const code = Number.parseInt(one.slice(2), 16)
  if (code < 0x80) return 1
  return code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3
}
