import type { Confidence, Finding, Remedy, Report, Severity } from '../../findings/finding.js'
import { remedyFor } from '../../findings/remedy.js'
import type { CompiledSignature } from '../../signatures/table.js'
import { placeLines } from '../table/occurrence.js'
import { labelled, labelWidth, makePage, type Page, severityWord } from '../table/page.js'
import { remedyLines, textLines } from '../table/remedy.js'
import { printable } from '../terminal.js'
import { placesOf } from '../words/places.js'
import { atStake } from './at-stake.js'
import { wasItUsed } from './was-it-used.js'

export type ExplanationOptions = { colour: boolean; columns: number }

type Explained = Pick<CompiledSignature, 'id' | 'title' | 'provider' | 'severity' | 'kind' | 'docs' | 'revoke'>

const confidenceTexts: Record<Confidence, string> = {
  proven: 'It is proven: a checksum fits, or a key parses.',
  likely: 'It is likely to be one: by its format, or by the name under which it stands.',
  possible: 'It may be something else: have a look before you act.',
}

/** All there is to say about one finding of a report, for people, with a line break at its end. `signature`: if this version knows it. */
export function explainFinding(
  finding: Finding,
  report: Report,
  signature: CompiledSignature | undefined,
  options: ExplanationOptions,
): string {
  const page = makePage(options.columns, options.colour)
  const explained: Explained = { kind: 'secret', ...signature, ...finding.signature }
  const { reasons, occurrences, confidence, severity, secret } = finding
  return textOf([
    titleLines(page, explained, severity),
    [
      ...labelled(page, 'finding', finding.id),
      ...labelled(page, 'secret', `${secret.masked} (${secret.length} bytes)`),
    ],
    whatLines(page, explained, [confidenceTexts[confidence], ...reasons.map((one) => `Noted: ${one}.`)]),
    labelled(page, 'at stake', atStake(explained, severity)),
    [
      ...labelled(page, 'where', howManyPlaces(occurrences.length)),
      ...placesOf(report, finding, occurrences.length).told.flatMap((place) => placeLines(page, place)),
    ],
    remedyLines(page, finding.remedy),
    ...lastLines(page, explained, severity),
  ])
}

/** What there is to say about a kind of secret, wherever it is found. */
export function explainSignature(signature: CompiledSignature, options: ExplanationOptions): string {
  const page = makePage(options.columns, options.colour)
  const { severity } = signature
  const places = (['build-arg', 'env', 'file'] as const).map((exposure) => ({ image: 0, exposure }))
  return textOf([
    titleLines(page, signature, severity),
    whatLines(page, signature, []),
    labelled(page, 'at stake', atStake(signature, severity)),
    remedyLines(page, inGeneral(remedyFor(signature, places))),
    ...lastLines(page, signature, severity),
    labelled(page, 'more', `Of one finding: jetsam explain FINDING-ID --report FILE.json`),
  ])
}

function textOf(blocks: readonly string[][]): string {
  const shown = blocks.filter((lines) => lines.length > 0)
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function titleLines(page: Page, { title }: Explained, severity: Severity): string[] {
  return [`${severityWord(page, severity)} ${page.colours.bold(printable(title))}`]
}

function whatLines(page: Page, { id, title, provider, docs }: Explained, more: string[]): string[] {
  const whose = provider && !title.toLowerCase().includes(provider.toLowerCase()) ? ` of ${provider}` : ''
  const sentence = `${title}${whose}, known by the signature ${id}.`
  return [
    ...labelled(page, 'what it is', [sentence, ...more].join(' ')),
    ...(docs ? [' '.repeat(labelWidth) + page.colours.dim(printable(docs))] : []),
  ]
}

function howManyPlaces(count: number): string {
  if (count < 2) return 'It stands in one place, and got there so:'
  return `It stands in ${count} places, each of which is enough to lose it; it got there so:`
}

function inGeneral(remedy: Remedy): Remedy {
  return { ...remedy, summary: 'What to do hangs on where it stands; the usual ways are these.' }
}

/** How to make it worthless, and how to see whether it was used. What is no secret needs neither. */
function lastLines(page: Page, signature: Explained, severity: Severity): string[][] {
  if (severity === 'info' || signature.severity === 'info' || signature.kind === 'identifier') return []
  const { text, links } = wasItUsed(signature)
  const revoked = [
    signature.revoke
      ? `Its owner revokes it at this page:\n  ${signature.revoke}`
      : 'No page for revoking it is known here: change it wherever it is in force.',
    'Revoking it at once stops a thief and your own services alike. If they must not stop, issue a new one, bring it to them, and revoke the old one then, today.',
  ].join('\n')
  return [
    textLines(page, 'revoke', revoked),
    [...textLines(page, 'was it used', text), ...links.map((link) => ' '.repeat(labelWidth) + page.colours.dim(link))],
  ]
}
