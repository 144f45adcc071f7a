import { type Report, severities } from '../../findings/finding.js'
import { reportSchema } from '../../findings/report-schema.js'
import { Failure } from '../../problem.js'
import { readTextFile } from './read-text-file.js'

/** A report of a hundred thousand findings fits in. */
const limit = 512 * 1024 * 1024
const hint = 'jetsam scan --format json IMAGE > report.json makes one'

/** Whether an operand means a JSON report, and no image: `*.json`. An image of such a name is written `docker:NAME`. */
export function isReportFile(operand: string): boolean {
  return /^(?![a-z-]+:).*\.json$/is.test(operand)
}

/** Reads a JSON report, whole. Throws a `Failure` (`report-invalid`), which quotes nothing of it. */
export async function readReport(file: string): Promise<Report> {
  const text = await readTextFile(file, { what: 'the report', limit, code: 'report-invalid', hint })
  const parsed = reportSchema.safeParse(parseJson(text))
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    throw invalid(`${file} is no JSON report of jetsam${where === '' ? '' : `: ${where} is not what it should be`}`)
  }
  const report = parsed.data
  const told = severities.reduce((sum, severity) => sum + report.summary[severity], 0)
  if (told !== report.findings.length) {
    throw invalid(
      `${file} holds ${report.findings.length} of ${told} findings: it was made with --severity or --new-only`,
    )
  }
  return report
}

function invalid(message: string): Failure {
  return new Failure({ code: 'report-invalid', message, hint })
}

/** Undefined for what is no JSON; the schema says so. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
