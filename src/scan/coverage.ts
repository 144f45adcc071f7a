import type { Coverage, Gap } from '../findings/finding.js'

/** Past this many, gaps are only counted: an image made against us may have millions. */
const toldGaps = 1_000

/** Whether everything was read, and what was not. With `strict`, a wrapping that was not opened counts, too. */
export function makeCoverage(
  counts: { layers: number; files: number; bytes: number },
  gaps: Gap[],
  strict: boolean,
): Coverage {
  const complete = gaps.every((gap) => gap.kind === 'unopened' && !strict)
  const distinct = new Map(gaps.map((gap) => [JSON.stringify([gap.kind, gap.where, gap.reason]), gap]))
  return { complete, ...counts, gaps: tellGaps([...distinct.values()]) }
}

function tellGaps(gaps: Gap[]): Gap[] {
  const worstFirst = [...gaps].sort((a, b) => Number(a.kind === 'unopened') - Number(b.kind === 'unopened'))
  if (gaps.length <= toldGaps) return worstFirst
  const rest = worstFirst.slice(toldGaps)
  const kind = rest[0]!.kind
  return [
    ...worstFirst.slice(0, toldGaps),
    { kind, where: 'coverage', reason: `${rest.length} more gaps are not listed` },
  ]
}
