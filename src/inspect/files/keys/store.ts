import { createHash } from 'node:crypto'
import type { Candidate } from '../../../findings/candidate.js'

/** How many bytes of a store's start are taken as its place, so that what else is found inside keeps a place of its own. */
const MARKED_BYTES = 16

type StoreAs = {
  signature: string
  reason: string
  severity?: Candidate['severity']
  confidence?: Candidate['confidence']
}

/** The one candidate of a file that is a secret as a whole: its secret is the SHA-256 (hex) of the file, its place the file's start. */
export function storeCandidate(text: string, as: StoreAs): Candidate[] {
  if (text.length === 0) return []
  const digest = createHash('sha256').update(Buffer.from(text, 'latin1')).digest('hex')
  return [
    {
      signature: as.signature,
      secret: digest,
      start: 0,
      end: Math.min(MARKED_BYTES, text.length),
      confidence: as.confidence ?? 'likely',
      ...(as.severity && { severity: as.severity }),
      reasons: [as.reason],
      identity: `file:${digest}`,
    },
  ]
}
