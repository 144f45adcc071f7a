import type { Planted } from './plant.js'

/** As much of a finding as is used here. */
type Finding = {
  severity: string
  confidence: string
  signature: { id: string; severity: string }
  secret: { value?: string }
  occurrences: { path?: string; line?: number }[]
}
/** Of a scan with `--show-secrets`. */
export type Report = {
  findings: Finding[]
  suppressed: (Finding & { reason: string })[]
  coverage: { complete: boolean }
  summary: { low: number } & Record<string, number>
}

const serious = ['critical', 'high', 'medium']

/** What is wrong with the report of an image that holds no secret but these private keys, by their paths. */
export function faultsOfClean({ findings, suppressed, coverage }: Report, keys: readonly string[]): string[] {
  const isKey = ({ occurrences }: Finding) => occurrences.every(({ path }) => keys.includes(path ?? ''))
  const told = findings.filter(({ severity }) => serious.includes(severity))
  const paths = new Set(told.flatMap(({ occurrences }) => occurrences.map(({ path }) => path)))
  return [
    ...(coverage.complete ? [] : ['not read whole']),
    ...told.filter((finding) => !isKey(finding)).map((finding) => `${finding.severity} ${summaryOf(finding)}`),
    ...keys.filter((key) => !paths.has(key)).map((key) => `not found: ${key}`),
    ...suppressed.filter(({ reason }) => reason === '').map((finding) => `without a reason: ${summaryOf(finding)}`),
  ]
}

/** Which of the planted tokens were not found, or not told for what they are worth. */
export function faultsOfPlanted({ findings }: Report, planted: readonly Planted[]): string[] {
  return planted.flatMap(({ path, token, place }) => {
    const what = `${token.signature} ${place === 'added' ? 'in the new file' : 'in'} ${path}`
    const found = findings.find(
      (finding) => finding.secret.value === token.value && finding.occurrences.some((one) => one.path === path),
    )
    if (found === undefined) return [`not found: ${what}`]
    const isRight = found.signature.id === token.signature
    const [expected, actual] = [isRight ? token.severity : found.signature.severity, found.severity]
    return actual === expected ? [] : [`${actual} instead of ${expected}: ${what}`]
  })
}

function summaryOf({ signature, confidence, occurrences }: Finding): string {
  const places = occurrences.slice(0, 3).map(({ path, line }) => `${path}:${line}`)
  return `${signature.id} (${confidence}) in ${places.join(', ')}${occurrences.length > 3 ? ', …' : ''}`
}
