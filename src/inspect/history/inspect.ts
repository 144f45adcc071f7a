import type { Detector } from '../../detect/detector.js'
import { inspectProse } from '../prose.js'
import type { Sighting } from '../sighting.js'
import { sightUnit } from '../text.js'
import { inspectInstruction } from './inspect-instruction.js'
import { learnArguments } from './learn.js'
import { readRows } from './rows.js'

/**
 * What the rows of an image's history hold: build arguments (`build-arg`, with the argument's name as key), variables (`history`, with
 * the variable's name), the text of commands, comments and authors (`history`). A value that several rows repeat gives a sighting for
 * each. `config` is the image config's JSON, of any shape. Offsets refer to the row's `created_by`, `comment` or `author` as bytes.
 */
export function inspectHistory(config: unknown, detector: Detector): Sighting[] {
  const rows = readRows(config)
  const known = learnArguments(config, rows)
  const out: Sighting[] = []
  for (const [row, { createdBy, comment, author }] of rows.entries()) {
    const unit = `history[${row}]`
    if (createdBy !== '') {
      const place = { unit: `${unit}.created_by`, exposure: 'history' as const, row }
      out.push(...sightUnit(createdBy, detector, place, inspectInstruction(createdBy, known[row]!)))
    }
    for (const [name, text] of [
      ['comment', comment],
      ['author', author],
    ] as const) {
      if (text !== '') out.push(...sightProse(text, detector, `${unit}.${name}`, row))
    }
  }
  return out
}

function sightProse(text: string, detector: Detector, unit: string, row: number): Sighting[] {
  const place = { unit, exposure: 'history' as const, row }
  return sightUnit(text, detector, place, [
    { start: 0, end: text.length, exposure: 'history', candidates: inspectProse(text) },
  ])
}
