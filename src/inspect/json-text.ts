import type { Detector } from '../detect/detector.js'
import { fromByteString } from '../findings/byte-string.js'
import type { Candidate } from '../findings/candidate.js'
import type { Exposure } from '../findings/finding.js'
import { inspectBuildStep } from './commands/build-step.js'
import { inspectDockerfile } from './commands/dockerfile.js'
import { decodeText, parseJson } from './encoded.js'
import { pathText } from './path-text.js'
import { inspectProse, inspectValue } from './prose.js'
import type { Sighting } from './sighting.js'
import { sightUnit } from './text.js'
import { shift } from './variables/placed.js'
import { type JsonText, walkJson } from './walk-json.js'

/** Base64 within base64 is opened this deep. */
const maxDecoding = 3

export type JsonPlace = {
  exposure: Exposure
  path: (string | number)[]
  detector: Detector
  /** The JSON is no part of a config, so that a field's own name is its key; `unit` tells its path. */
  isDocument?: boolean
}

/** Sightings in all strings of a JSON, field by field; `key` is the JSON path, or the build argument's or variable's own name. */
export function inspectJson(value: unknown, { exposure, path, detector, isDocument = false }: JsonPlace): Sighting[] {
  const hides = (key: string) => key.length >= 16 && (detector.inText(key).length > 0 || inspectProse(key).length > 0)
  const out: Sighting[] = []
  for (const one of walkJson(value, path, hides)) out.push(...inspectText(one, { exposure, detector, isDocument }, 0))
  return out
}

/** Sightings in one string of a JSON. */
function inspectText(one: JsonText, of: Of, depth: number): Sighting[] {
  const { exposure, detector, isDocument } = of
  const unit = one.isKey ? `${pathText(one.path.slice(0, -1))}~key[${one.path.at(-1)}]` : pathText(one.path)
  const argument = /^build-arg:(.+)$/s.exec(one.name)?.[1]
  const { name, from } = nameOf(one, argument)
  const key =
    name ?? (isDocument ? fieldNameOf(one) : undefined) ?? pathText(one.isKey ? one.path.slice(0, -1) : one.path)
  const place = {
    unit,
    exposure: argument !== undefined && exposure === 'config' ? ('build-arg' as const) : exposure,
    key,
  }
  const value = one.text.slice(from)
  const found = judge(one, name, value)
  const regions = [
    { start: 0, end: one.text.length, exposure: place.exposure, key, candidates: found.map((c) => shift(c, from)) },
  ]
  const plain = sightUnit(one.text, detector, place, regions)
  return [...plain, ...inspectDecoded(one, place, of, depth)]
}

type Of = { exposure: Exposure; detector: Detector; isDocument: boolean }

/** What stands in a list, or holds a whole file, has no name of its own. */
function fieldNameOf({ isKey, path, name, text }: JsonText): string | undefined {
  return isKey || typeof path.at(-1) !== 'string' || decodeText(text) !== undefined ? undefined : name
}

function judge(one: JsonText, name: string | undefined, value: string): Candidate[] {
  if (one.isKey) return inspectProse(value)
  if (/^(?:text|command|cmd|args?|created_by|description|entrypoint|test|shell)$/i.test(one.name))
    return inspectBuildStep(value)
  return inspectValue(name ?? one.name, value)
}

/** `K=V` in a list of variables stands under its own name; all else under its key. */
function nameOf(one: JsonText, argument: string | undefined): { name?: string; from: number } {
  if (argument !== undefined) return { name: argument, from: 0 }
  if (/^(?:env|environment|envs)$/i.test(one.name)) {
    const match = /^([A-Za-z_][\w.-]{0,200})=/.exec(one.text)
    if (match?.[1] !== undefined) return { name: match[1], from: match[0].length }
  }
  return { from: 0 }
}

type Place = { unit: string; exposure: Exposure; key: string }

/** What a base64 text holds: the whole of it is the range, as no smaller part can be masked by itself. */
function inspectDecoded(one: JsonText, place: Place, of: Of, depth: number): Sighting[] {
  if (one.isKey || depth >= maxDecoding) return []
  const decoded = decodeText(one.text)
  if (decoded === undefined) return []
  const json = parseJson(fromByteString(decoded))
  const inner =
    json === undefined
      ? decodedText(decoded, place, of.detector)
      : walkJson(json, [], () => false).flatMap((text) =>
          inspectText(text, { ...of, exposure: place.exposure }, depth + 1),
        )
  return inner.map((found) => ({
    ...found,
    ...innerKey(found, place, of),
    unit: place.unit,
    start: 0,
    end: one.text.length,
    via: ['base64', ...(found.via ?? [])],
  }))
}

/** What stands in a file that a document holds has its own key; the document's field is told beside it. */
function innerKey(found: Sighting, place: Place, { isDocument }: Of): { key: string } {
  const isOwn = isDocument || found.exposure === 'build-arg'
  return { key: isOwn && found.key !== undefined ? found.key : place.key }
}

function decodedText(text: string, place: Place, detector: Detector): Sighting[] {
  const candidates = inspectDockerfile(text)
  const found = sightUnit(text, detector, place, [{ start: 0, end: text.length, exposure: place.exposure, candidates }])
  return found.map((one) => ({ ...one, decodedLine: text.slice(0, one.start).split('\n').length }))
}
