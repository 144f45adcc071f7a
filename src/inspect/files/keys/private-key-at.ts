import { checkPem } from '../../../detect/checks/keys/pem-key.js'
import type { Candidate } from '../../../findings/candidate.js'
import type { Spot } from '../syntax/spot.js'

type KeyAs = { signature: string; key?: string; via?: string[] }

/** Judges a value that should be a private key in PEM: the first block in it counts. The picture of a key gives nothing. */
export function privateKeyAt(spot: Spot, as: KeyAs): Candidate[] {
  const label = /-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----/.exec(spot.value)
  if (label === null) return []
  const mark = `-----END ${label[1]}-----`
  const last = spot.value.indexOf(mark, label.index)
  const block = spot.value.slice(label.index, last < 0 ? undefined : last + mark.length)
  const result = checkPem(block, label[1]!)
  if (result.verdict === 'rejected') return []
  return [
    {
      signature: as.signature,
      secret: result.secret ?? block,
      start: spot.start,
      end: spot.end,
      confidence: result.verdict === 'proven' ? 'proven' : result.verdict === 'doubtful' ? 'possible' : 'likely',
      ...(result.severity && { severity: result.severity }),
      reasons: result.reason === undefined ? [] : [result.reason],
      ...(result.identity && { identity: result.identity }),
      ...(as.key !== undefined && { key: as.key }),
      ...(as.via && { via: as.via }),
    },
  ]
}
