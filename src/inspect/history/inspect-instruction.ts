import type { Candidate } from '../../findings/candidate.js'
import { flattenExec } from '../commands/exec-form.js'
import { inspectCommand } from '../commands/inspect.js'
import { inspectProse, inspectValue } from '../prose.js'
import type { Region } from '../text.js'
import { shift } from '../variables/placed.js'
import { argumentPairs, type KnownRow } from './learn.js'
import { type NamedRange, splitPairs } from './pairs.js'
import { shellLength, splitBuildArguments } from './split-arguments.js'

/** The regions of a row that mean something, with what was found in each. */
export function inspectInstruction(row: string, { instruction, known, isVariable }: KnownRow): Region[] {
  const { keyword, start, end } = instruction
  switch (keyword) {
    case 'RUN': {
      const split = splitBuildArguments(row, start, end, known)
      const values = (split?.arguments ?? []).map((one) => regionOf(row, one, 'build-arg', one.doubtful))
      return [...values, commandRegion(row, split?.command ?? start + shellLength(row, start, known.shell), end)]
    }
    case 'ARG':
      return argumentPairs(row, start, end).map((one) => regionOf(row, one, 'build-arg'))
    case 'ENV':
    case 'LABEL': {
      const legacy = legacyPair(row, start, end)
      if (legacy !== undefined) return [regionOf(row, legacy, 'history')]
      const isName = keyword === 'ENV' ? isVariable : isLabelName
      return splitPairs(row, start, end, isName).map((one) => regionOf(row, one, 'history'))
    }
    case 'MAINTAINER':
      return [region(start, end, inspectProse(row.slice(start, end)))]
    case 'HEALTHCHECK': {
      // `--interval=5s CMD …`, which Buildah keeps as it was written.
      const before = /^(?:--[a-z-]+=\S+[ \t]+)*CMD[ \t]+(?!\[)/.exec(row.slice(start, Math.min(end, start + 400)))
      return [commandRegion(row, start + (before?.[0].length ?? 0), end)]
    }
    default:
      return [commandRegion(row, start, end)]
  }
}

/** `ENV KEY the rest`, which Buildah keeps as it was written. */
function legacyPair(row: string, start: number, end: number): NamedRange | undefined {
  const match = /^([A-Za-z_][\w.-]{0,200})[ \t]+(?=\S)/.exec(row.slice(start, Math.min(end, start + 400)))
  return match === null ? undefined : { name: match[1]!, start: start + match[0].length, end }
}

function isLabelName(name: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)+$/.test(name)
}

function regionOf(row: string, one: NamedRange, exposure: 'build-arg' | 'history', doubtful = false): Region {
  const candidates = inspectValue(one.name, row.slice(one.start, one.end)).map((found) => shift(found, one.start))
  return {
    start: one.start,
    end: one.end,
    exposure,
    key: one.name,
    candidates: doubtful ? candidates.map(inDoubt) : candidates,
  }
}

function inDoubt(found: Candidate): Candidate {
  return { ...found, confidence: 'possible', reasons: [...found.reasons, 'where the value ends is not certain'] }
}

function commandRegion(row: string, start: number, end: number): Region {
  return region(start, end, inspectCommand(flattenExec(row.slice(start, end))))
}

function region(start: number, end: number, candidates: Candidate[]): Region {
  return { start, end, exposure: 'history', candidates: candidates.map((found) => shift(found, start)) }
}
