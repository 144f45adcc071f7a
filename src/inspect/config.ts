import type { Detector } from '../detect/detector.js'
import { toByteString } from '../findings/byte-string.js'
import type { Candidate } from '../findings/candidate.js'
import type { Exposure } from '../findings/finding.js'
import { inspectDockerfile } from './commands/dockerfile.js'
import { inspectCommand, inspectWords } from './commands/inspect.js'
import { plainWord, type Word } from './commands/shell/word.js'
import { inspectJson } from './json-text.js'
import { pathText } from './path-text.js'
import { inspectValue } from './prose.js'
import type { Sighting } from './sighting.js'
import { sightUnit } from './text.js'
import { shift } from './variables/placed.js'

/** Entries of a list of the config that are read. */
const maxEntries = 100_000

/**
 * What the strings of an image's config hold, field by field: `config.Env` (`env`), Labels (`label`), Cmd, Entrypoint, Healthcheck, OnBuild,
 * and every other string, known or not (`config`). The history has its own inspector. Any shape is read; what does not have the shape
 * that its field should have is `config` too.
 */
export function inspectConfig(config: unknown, detector: Detector): Sighting[] {
  if (typeof config !== 'object' || config === null)
    return inspectJson(config, { exposure: 'config', path: [], detector })
  const { history: _history, config: inner, ...rest } = config as Record<string, unknown>
  const out = inspectJson(rest, { exposure: 'config', path: [], detector })
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) {
    return [...out, ...inspectJson(inner, { exposure: 'config', path: ['config'], detector })]
  }
  for (const [name, value] of Object.entries(inner)) out.push(...inspectField(name, value, detector))
  return out
}

function inspectField(name: string, value: unknown, detector: Detector): Sighting[] {
  const path = ['config', name]
  if (name === 'Env' && isTexts(value)) return inspectEnv(value, path, detector)
  if (name === 'Labels' && isMap(value))
    return inspectJson(value, { exposure: 'label', path, detector }).map(withOwnKey)
  if (name === 'Cmd' && isTexts(value)) return inspectArguments(value, 'command', path, detector)
  if (name === 'Entrypoint' && isTexts(value)) return inspectArguments(value, 'entrypoint', path, detector)
  if (name === 'Healthcheck' && isMap(value) && isTexts(value.Test)) {
    const { Test, ...rest } = value
    const test = inspectArguments(Test, 'healthcheck', [...path, 'Test'], detector)
    return [...test, ...inspectJson(rest, { exposure: 'healthcheck', path, detector })]
  }
  if (name === 'OnBuild' && isTexts(value)) return inspectTriggers(value, path, detector)
  if (name === 'Shell' && isTexts(value)) return inspectArguments(value, 'config', path, detector)
  return inspectJson({ [name]: value }, { exposure: 'config', path: ['config'], detector })
}

function inspectEnv(env: string[], path: (string | number)[], detector: Detector): Sighting[] {
  return env.slice(0, maxEntries).flatMap((entry, i) => {
    const text = toByteString(entry)
    const equals = text.indexOf('=')
    const key = equals < 0 ? text : text.slice(0, equals)
    const from = equals + 1
    const found = equals < 0 ? [] : inspectValue(key, text.slice(from))
    const candidates = found.map((one) => ({ ...one, start: one.start + from, end: one.end + from }))
    const region = { start: 0, end: text.length, exposure: 'env' as const, key, candidates }
    return sightUnit(text, detector, { unit: pathText([...path, i]), exposure: 'env', key }, [region])
  })
}

/** A command's arguments, each a unit of its own, named after its index under `path`; a flag and its value stand in two of them. */
export function inspectArguments(
  list: string[],
  exposure: Exposure,
  path: (string | number)[],
  detector: Detector,
): Sighting[] {
  const texts = list.slice(0, maxEntries).map(toByteString)
  const starts: number[] = []
  let at = 0
  for (const text of texts) {
    starts.push(at)
    at += text.length + 1
  }
  const words = texts.map((text, i) => plainWord(text, starts[i]))
  const found = inspectList(words)
  return texts.flatMap((text, i) => {
    const start = starts[i]!
    const own = found.filter((one) => one.start >= start && one.start < start + text.length)
    const candidates = own.map((one) => ({
      ...one,
      start: one.start - start,
      end: Math.min(text.length, one.end - start),
    }))
    return sightUnit(text, detector, { unit: pathText([...path, i]), exposure }, [
      { start: 0, end: text.length, exposure, candidates },
    ])
  })
}

/** The list of a health check starts with a word that tells its form. */
function inspectList(words: Word[]): Candidate[] {
  const [first, script] = words
  if (first?.value === 'CMD-SHELL' && script !== undefined) {
    return inspectCommand(script.value).map((found) => shift(found, script.start))
  }
  return inspectWords(first?.value === 'CMD' ? words.slice(1) : words)
}

function inspectTriggers(list: string[], path: (string | number)[], detector: Detector): Sighting[] {
  return list.slice(0, maxEntries).flatMap((entry, i) => {
    const text = toByteString(entry)
    const region = { start: 0, end: text.length, exposure: 'onbuild' as const, candidates: inspectDockerfile(text) }
    return sightUnit(text, detector, { unit: pathText([...path, i]), exposure: 'onbuild' }, [region])
  })
}

/** A label's key is its name alone. */
function withOwnKey(sighting: Sighting): Sighting {
  const name = /^config\.Labels(?:\.([\w-]+)|\["((?:[^"\\]|\\.)*)"\])$/.exec(sighting.unit)
  const key = name?.[1] ?? name?.[2]
  return key === undefined ? sighting : { ...sighting, key }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
