import { createDetector } from '../../detect/create-detector.js'
import type { Detector } from '../../detect/detector.js'
import { type Trial, tryText, tryValue } from '../../detect/trial/try-examples.js'
import { groupBy } from '../../findings/group-by.js'
import { printable } from '../../report/terminal.js'
import { type SignaturesInForce, signaturesInForce } from '../../scan/signatures-in-force.js'
import type { CompiledSignature, SignatureTable } from '../../signatures/table.js'
import type { Io } from '../io.js'
import { write } from '../output/stream.js'
import { tellNotes } from './tell-notes.js'

/** Before this moment, in seconds since 1970, no example expires. */
const timeOfTrial = 1_700_000_000

type Line = { verdict: 'ok' | 'FAIL' | '-'; text: string }

/**
 * `jetsam signatures test FILE`: plants examples of everything that a file describes, and says what is found and what is not. 1 if something
 * is not.
 */
export async function testSignatures(io: Io, file: string): Promise<number> {
  const inForce = await signaturesInForce({ signatureFiles: [file] })
  await tellNotes(io, inForce.notes)
  const detector = await detectorOf(inForce.table)
  const own = new Set(inForce.own)
  const lines = inForce.table.signatures
    .filter(({ id }) => own.has(id))
    .flatMap((signature) => linesFor(signature, inForce, detector))
  await write(io.stdout, lines.map(({ verdict, text }) => `${verdict.padEnd(5)} ${printable(text)}\n`).join(''))
  return lines.some(({ verdict }) => verdict === 'FAIL') ? 1 : 0
}

async function detectorOf(table: SignatureTable): Promise<Detector> {
  const clock = () => timeOfTrial
  const detector = createDetector(table, { clock })
  if (table.rules === undefined) return detector
  const { withRules } = await import('../../detect/rules/with-rules.js')
  return withRules(detector, table, { clock })
}

function linesFor(signature: CompiledSignature, { table, examples }: SignaturesInForce, detector: Detector): Line[] {
  const { id, kind, severity, patterns } = signature
  const why = (text: string): Line => ({ verdict: '-', text: `${id}: ${text}` })
  if (kind === 'identifier' && severity === 'info') return [why('public by itself, so it is never told')]
  const texts = examples.get(id) ?? []
  const hasRule = table.rules?.some((rule) => rule.signature === id) === true
  if (patterns.length === 0 && !hasRule) return [why('found by an inspector: no examples can be made')]
  return [
    ...patterns.map(({ template }) => lineOf(id, template, tryValue(signature, template, detector))),
    ...texts.map((template) => lineOf(id, template, tryText(signature, template, detector))),
    ...(hasRule && texts.length === 0
      ? [why('a regex: no examples can be made of it, unless `examples` gives templates')]
      : []),
  ]
}

function lineOf(id: string, template: string, trial: Trial): Line {
  const { planted, failures } = trial
  const head = `${id}: ${template}: found ${planted - failures.length} of ${planted}`
  if (failures.length === 0) return { verdict: 'ok', text: head }
  const taken = [...new Set(failures.flatMap(({ instead }) => instead ?? []))]
  const missed = missedOf(trial)
  return {
    verdict: 'FAIL',
    text: [head, ...missed, ...(taken.length > 0 ? [`taken for ${taken.join(', ')}`] : [])].join('; '),
  }
}

/** Examples that are found nowhere say something of the value; others, of the places in which they are not. */
function missedOf({ examples, planted, failures }: Trial): string[] {
  const missed = failures.filter(({ instead }) => instead === undefined)
  const ofExample = groupBy(missed, ({ example }) => String(example))
  const lost = [...ofExample.values()].filter((list) => list.length === planted / examples)
  const elsewhere = new Set(
    missed.filter((one) => !lost.some((list) => list.includes(one))).map(({ syntax }) => syntax),
  )
  return [
    ...(lost.length > 0 ? [`${lost.length} of ${examples} examples found nowhere`] : []),
    ...(elsewhere.size > 0 ? [`not in ${[...elsewhere].join(', ')}`] : []),
  ]
}
