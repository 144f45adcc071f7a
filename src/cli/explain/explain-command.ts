import type { Finding, Report } from '../../findings/finding.js'
import { Failure } from '../../problem.js'
import { explainFinding, explainSignature } from '../../report/explain/explanation.js'
import { printable } from '../../report/terminal.js'
import { readSignatureTable } from '../../signatures/read-table.js'
import { columnsOf, type Io, wantsColour } from '../io.js'
import { write } from '../output/stream.js'
import { readReport } from './read-report.js'

/** The flags of `jetsam explain` as commander hands them over. */
export type RawExplainFlags = { report?: string; color: boolean }

/** So much of an id at least tells one finding from the others. */
const shortestId = 4

/** `jetsam explain`: the long form of one finding of a report, or of a signature. Throws a `Failure` for what it does not know. */
export async function explainCommand(
  io: Io,
  subject: string,
  { report: path, color }: RawExplainFlags,
): Promise<number> {
  const options = { colour: wantsColour(io.stdout, io.env, color), columns: columnsOf(io.stdout, io.env) }
  const { signatures } = await readSignatureTable()
  const signature = signatures.find(({ id }) => id === subject)
  if (signature) {
    await write(io.stdout, explainSignature(signature, options))
    return 0
  }
  if (path === undefined) throw unknown(subject, 'no signature has this id', hintFor(subject))
  const report = await readReport(path, io)
  const finding = findingOf(report, subject)
  const own = signatures.find(({ id }) => id === finding.signature.id)
  await write(io.stdout, explainFinding(finding, report, own, options))
  return 0
}

function findingOf(report: Report, subject: string): Finding {
  const all: Finding[] = [...report.findings, ...report.suppressed]
  const exact = all.find(({ id }) => id === subject)
  if (exact) return exact
  const like = subject.length < shortestId ? [] : all.filter(({ id }) => id.startsWith(subject))
  if (like.length > 1) throw unknown(subject, `${like.length} findings of the report start so`, 'give more of the id')
  if (like.length === 0) throw unknown(subject, 'neither a finding of the report nor a signature has this id')
  return like[0]!
}

function hintFor(subject: string): string {
  return /^[0-9a-f-]+$/.test(subject)
    ? 'a finding is known from its report: jetsam scan --output json=report.json IMAGE, then --report report.json'
    : 'findings and their signatures are in the JSON report: jetsam scan --format json IMAGE'
}

function unknown(subject: string, reason: string, hint?: string): Failure {
  return new Failure({ code: 'usage', message: `'${printable(subject)}': ${reason}`, ...(hint && { hint }) })
}
