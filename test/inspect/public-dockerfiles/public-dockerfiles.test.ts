import { describe, expect, it } from 'vitest'
import { createDetector } from '../../../src/detect/create-detector.js'
import { resolveOverlaps } from '../../../src/detect/overlap.js'
import { groupBy } from '../../../src/findings/group-by.js'
import { inspectConfig } from '../../../src/inspect/config.js'
import { inspectHistory } from '../../../src/inspect/history/inspect.js'
import type { Sighting } from '../../../src/inspect/sighting.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import { builtForms } from './as-image-config.js'
import { readDockerfileRows } from './rows.js'

const table = readSignatureTable()
const detector = createDetector(table)
const severityOf = new Map(table.signatures.map(({ id, severity }) => [id, severity]))

/** What a scan reports above `info` of one built form. */
function reported(config: unknown): Sighting[] {
  const units = groupBy([...inspectConfig(config, detector), ...inspectHistory(config, detector)], (one) => one.unit)
  const best = [...units.values()].flatMap((ofUnit) => resolveOverlaps(ofUnit, table))
  return best.filter((one) => (one.severity ?? severityOf.get(one.signature)) !== 'info')
}

describe.each(['official-images.txt', 'everyday.txt', 'more-everyday.txt', 'everyday-again.txt', 'everyday-anew.txt'])(
  '%s',
  (name) => {
    it.each(readDockerfileRows(name))('is silent on $line', ({ line }) => {
      for (const { builder, config } of builtForms(line))
        expect(reported(config).map((one) => `${builder}: ${one.unit} ${one.signature} ${one.secret}`)).toEqual([])
    })
  },
)

describe.each(['leaks.txt', 'leaky-commands.txt', 'more-leaks.txt', 'leaks-anew.txt'])('%s', (name) => {
  it.each(readDockerfileRows(name))('finds the secret of $line', ({ line, secrets }) => {
    expect(secrets).not.toEqual([])
    for (const { builder, config } of builtForms(line)) {
      const found = reported(config).map((one) => one.secret)
      expect([builder, ...secrets.filter((secret) => !found.some((one) => one.includes(secret)))]).toEqual([builder])
    }
  })
})
