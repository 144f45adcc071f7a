import { createHmac } from 'node:crypto'
import { createDetector } from '../detect/create-detector.js'
import type { Detector } from '../detect/detector.js'
import { estimateBits } from '../detect/values/strength.js'
import { createSeal, type Seal } from '../findings/seal/seal.js'
import { assignedMarks } from '../inspect/assigned/marks.js'
import type { HashKey } from '../layer/path-hash.js'
import type { CompiledSignature, SignatureTable } from '../signatures/table.js'
import { type UnwrapLimits, type UnwrapOptions, unwrapLimits } from '../unwrap/limits.js'

/** What every part of a scan needs: made once from the signature table in each thread. */
export type ScanTools = {
  detector: Detector
  table: SignatureTable
  /** The table's signatures by id. */
  signatures: ReadonlyMap<string, CompiledSignature>
  /** Whether the user wants to hear of what a signature finds; what is not told is masked all the same. */
  isTold: (found: { signature: string }) => boolean
  /** With which the paths of all layers are hashed; nobody outside knows it. */
  pathKey: HashKey
  /** Takes the secrets out of candidates; one for each layer, so that its limit does not hang on what else is scanned. */
  newSeal: () => Seal
  /** What opening files inside files may cost. */
  limits: UnwrapLimits
}

/** What the tools depend on beside the signatures. Plain data. */
export type ToolOptions = {
  /** 32 bytes that nobody outside knows; the same in all threads of a scan. */
  key: Uint8Array
  showSecrets: boolean
  /** The value of `JETSAM_ID_KEY`. */
  idKey?: string
  /** Limits of unwrapping that are not left to their defaults. */
  unwrap?: UnwrapOptions
}

export function createTools(table: SignatureTable, { key, showSecrets, idKey, unwrap }: ToolOptions): ScanTools {
  const derived = (purpose: string) => createHmac('sha256', key).update(purpose).digest()
  const paths = derived('paths')
  const sealKey = derived('secrets')
  const untold = new Set(table.untold)
  const signatures = new Map(table.signatures.map((signature) => [signature.id, signature]))
  return {
    detector: createDetector(table, { marks: assignedMarks }),
    table,
    signatures,
    isTold: ({ signature }) => !untold.has(signature),
    pathKey: [paths.readInt32LE(0), paths.readInt32LE(4)],
    newSeal: () => createSeal({ signatures, estimateBits, showSecrets, ...(idKey && { idKey }), key: sealKey }),
    limits: unwrapLimits(unwrap),
  }
}
