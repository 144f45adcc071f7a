import { handOut, type Inside } from '../inside.js'
import { decodeRun } from './decode-run.js'
import { encodedRuns } from './encoded-runs.js'
import { createPlaceCounter } from './place-counter.js'

/**
 * Hands out what stands in base64 or hex inside a text, with the place where it stands. `starts`: see `encodedRuns`. `isAllowed` is asked before the first one: whether one
 * more wrapping may be opened.
 */
export function openEncodedText(bytes: Buffer, starts: readonly number[], out: Inside, isAllowed: () => boolean): void {
  const placeOf = createPlaceCounter(bytes)
  let work = 0
  for (const run of encodedRuns(bytes, starts)) {
    const decoded = decodeRun(bytes, run)
    if (decoded === undefined) continue
    if (!isAllowed()) return
    work += decoded.bytes.length
    handOut(out, { step: decoded.step, path: '', at: placeOf(run.start) }, decoded.bytes)
  }
  out.meter.addWork(work)
}
