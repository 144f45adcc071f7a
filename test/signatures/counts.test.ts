import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { severities } from '../../src/findings/finding.js'
import { readSignatureTable } from '../../src/signatures/read-table.js'

const { signatures } = readSignatureTable()
const markers = /(<!-- counts:[^\n]*-->\n)[\s\S]*?(<!-- \/counts -->)/
const pairs = 4

function counted<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** How many there are, in all and for each provider, in the order of the alphabet from left to right. */
function countsOf(): string {
  const bySeverity = counted(signatures.map(({ severity }) => severity))
  const byProvider = [...counted(signatures.flatMap(({ provider }) => provider ?? []))].sort(([a], [b]) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1,
  )
  const ofNobody = signatures.filter(({ provider }) => provider === undefined).length
  const total = severities.map((severity) => `${bySeverity.get(severity) ?? 0} ${severity}`).join(', ')
  const lines = [
    `${signatures.length} signatures (${total}) of ${byProvider.length} providers; ${ofNobody} belong to no provider.`,
    '',
    `|${' provider | number |'.repeat(pairs)}`,
    `|${' --- | ---: |'.repeat(pairs)}`,
  ]
  for (let at = 0; at < byProvider.length; at += pairs) {
    const cells = byProvider
      .slice(at, at + pairs)
      .map(([provider, count]) => ` ${provider.replace('|', '\\|')} | ${count} |`)
    lines.push(`|${cells.join('')}${'  |  |'.repeat(pairs - cells.length)}`)
  }
  return `${lines.join('\n')}\n`
}

// `UPDATE_DOCS=1 npx vitest run test/signatures/counts.test.ts` writes the table anew.
it('the counts in docs/signatures.md are those of the signatures', () => {
  const docs = readFileSync('docs/signatures.md', 'utf8')
  expect(docs).toMatch(markers)
  const wanted = docs.replace(markers, (_, start: string, end: string) => start + countsOf() + end)
  if (process.env.UPDATE_DOCS) writeFileSync('docs/signatures.md', wanted)
  else expect(docs).toBe(wanted)
})
