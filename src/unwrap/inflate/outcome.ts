import type { Inside } from '../inside.js'
import { tellBroken } from './members.js'
import { maxDictionaryBytes } from './xz/lzma-decoder.js'

/** How a part of compressed data came out. `huge`: its dictionary is above the limit; `full`: there is no more memory for it. */
export type Outcome = 'done' | 'cut' | 'corrupt' | 'huge' | 'full'

/** Tells the gap, if there is one. */
export function tellOutcome(out: Inside, outcome: Outcome): void {
  if (outcome === 'cut' || outcome === 'corrupt') tellBroken(out, { kind: outcome })
  if (outcome === 'huge')
    out.gap({ kind: 'limit', reason: `a dictionary above the limit of ${maxDictionaryBytes} bytes` })
  if (outcome === 'full') out.gap({ kind: 'limit', reason: 'more bytes than are held in memory in all' })
}
