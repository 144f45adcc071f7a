import type { Candidate } from '../../findings/candidate.js'
import { expandTemplate } from '../../signatures/expand.js'
import type { CompiledSignature } from '../../signatures/table.js'
import type { Detector } from '../detector.js'
import { blockSyntaxes, syntaxes } from './syntaxes.js'

/** What became of a template's examples, planted in many places. */
export type Trial = {
  /** How many examples there were, and in how many places they were planted. */
  examples: number
  planted: number
  /** Where an example (by its number) was not found as what it is, and the signature, if any, that took it for its own. */
  failures: { example: number; syntax: string; instead?: string }[]
}

/** Templates with choices in them look different each time. */
const seeds = ['one', 'two', 'three', 'four']

/** Plants examples of a template of the signature's value in every syntax; each must be found whole, and as this signature. */
export function tryValue(signature: CompiledSignature, template: string, detector: Detector): Trial {
  const trial: Trial = { examples: 0, planted: 0, failures: [] }
  const name = nameFor(signature)
  for (const seed of seeds) {
    trial.examples++
    const value = expandTemplate(template, `${signature.id} ${seed}`)
    for (const [syntax, write] of /[\n\r]/.test(value) ? blockSyntaxes : syntaxes) {
      const text = write(name, value)
      const start = text.lastIndexOf(value)
      const covers = (one: Candidate) => one.start <= start && one.end >= start + value.length
      record(trial, syntax, signature.id, detector.inText(text).filter(covers))
    }
  }
  return trial
}

/** Plants examples of texts in which a rule of the signature finds something; somewhere in each it must. */
export function tryText({ id }: CompiledSignature, template: string, detector: Detector): Trial {
  const trial: Trial = { examples: 0, planted: 0, failures: [] }
  const places = {
    'a text of its own': ['', ''],
    'lines of its own': ['a\n', '\nb\n'],
    'the end of a line': ['a ', '\n'],
  }
  for (const seed of seeds) {
    trial.examples++
    const example = expandTemplate(template, `${id} ${seed}`)
    for (const [place, [before = '', after]] of Object.entries(places)) {
      const touches = (one: Candidate) => one.start < before.length + example.length && one.end > before.length
      record(trial, place, id, detector.inText(`${before}${example}${after}`).filter(touches))
    }
  }
  return trial
}

function record(trial: Trial, syntax: string, id: string, found: readonly Candidate[]): void {
  trial.planted++
  if (found.some(({ signature }) => signature === id)) return
  const instead = found[0]?.signature
  trial.failures.push({ example: trial.examples, syntax, ...(instead !== undefined && { instead }) })
}

/** A name for the value: a word that its signature asks for, or any name. */
function nameFor({ near }: CompiledSignature): string {
  const word = near?.words.find((each) => /^[a-z0-9_-]{5,}$/.test(each)) ?? near?.words[0] ?? 'setting'
  return word.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '')
}
