import type { Finding } from '../../findings/finding.js'

/** For each finding the number (from 1) of an earlier one with the same advice, which needs no second telling; else undefined. */
export function sameAdvice(findings: readonly Finding[]): (number | undefined)[] {
  const toldAt = new Map<string, number>()
  return findings.map(({ remedy: { summary, steps } }, index) => {
    const advice = JSON.stringify([summary, steps])
    const earlier = toldAt.get(advice)
    if (earlier === undefined) toldAt.set(advice, index + 1)
    return earlier
  })
}
