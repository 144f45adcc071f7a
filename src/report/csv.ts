import type { Finding, Occurrence, Report } from '../findings/finding.js'
import { printable, shorten } from './terminal.js'
import { coverageText } from './words/totals.js'

/** A spreadsheet cell holds 32,767 characters at most (Excel's limit). */
const longestCell = 32_000

/** The columns, in their order. A name is never changed; new ones come last. */
const columns = [
  ...['record', 'id', 'severity', 'confidence', 'signature', 'title', 'provider', 'secret', 'length', 'reasons'],
  ...['image', 'exposure', 'path', 'line', 'column', 'key', 'state', 'layer', 'layer_digest', 'ended_by'],
  ...['instruction', 'instruction_text', 'via', 'dockerfile', 'dockerfile_line', 'note', 'remedy', 'links', 'known'],
  ...['services', 'compose', 'compose_line', 'compose_column', 'document', 'field', 'mode', 'owner', 'origin', 'base'],
] as const
type Row = Partial<Record<(typeof columns)[number], string | number | undefined>>

/**
 * The report as a table of values: RFC 4180, UTF-8, a heading, then one row for each place of each finding; `record` tells `finding`,
 * `suppressed`, `gap` and `coverage` apart, and `known` holds the baseline's reason where it has the finding. Numbers of layers and instructions count from 0, as in the JSON report.
 */
export function csvReport(report: Report): string {
  const rows: Row[] = [
    ...report.findings.flatMap((finding) => placeRows(report, 'finding', finding, '')),
    ...report.suppressed.flatMap((finding) => placeRows(report, 'suppressed', finding, finding.reason)),
    ...report.coverage.gaps.map(({ kind, where, reason }) => ({ record: 'gap', note: `${kind}: ${where}: ${reason}` })),
    { record: 'coverage', note: coverageText(report) },
  ]
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.map(cellOf).join(',')}\r\n`)
    .join('')
}

/** A length has its unit, because a spreadsheet takes `9-16` for a date. */
function placeRows(report: Report, record: string, finding: Finding, note: string): Row[] {
  const { id, signature, severity, confidence, secret, reasons, remedy, occurrences, known } = finding
  return occurrences.map((occurrence) => ({
    ...{ record, id, severity, confidence, signature: signature.id, title: signature.title },
    ...{ provider: signature.provider, secret: secret.value ?? secret.masked, length: `${secret.length} bytes` },
    ...{ reasons: reasons.join('; '), note, remedy: remedy.summary, links: remedy.links.join(' ') },
    known: known?.reason,
    ...placeColumns(report, occurrence),
  }))
}

function placeColumns({ images }: Report, occurrence: Occurrence): Row {
  const { image, exposure, path, line, column, key, state, layer, endedBy, instruction, via, dockerfile } = occurrence
  const { services, compose, document, field, mode, owner, origin } = occurrence
  return {
    ...{ image: images[image]?.reference, exposure, path, line, column, key, state, layer, ended_by: endedBy },
    layer_digest: layer === undefined ? undefined : images[image]?.layers[layer]?.diffId,
    ...{ instruction: instruction?.index, instruction_text: instruction?.text, via: via?.join(' › ') },
    ...{ dockerfile: dockerfile?.path, dockerfile_line: dockerfile?.line, services: services?.join(' ') },
    ...{ compose: compose?.path, compose_line: compose?.line, compose_column: compose?.column },
    ...{ document, field, mode, owner, origin, base: images[image]?.base?.name },
  }
}

/**
 * A quoted cell. A text that a spreadsheet would take for a formula gets an apostrophe before it, also where a reader that parts cells
 * at semicolons would begin one (OWASP, CSV injection).
 */
function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = shorten(printable(value), longestCell)
  return `"${text.replace(/(^|;)(\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'$2").replaceAll('"', '""')}"`
}
