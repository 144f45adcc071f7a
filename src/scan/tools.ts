import type { Detector } from '../detect/detector.js'
import type { HashKey } from '../layer/path-hash.js'
import type { CompiledSignature, SignatureTable } from '../signatures/table.js'

/** What every part of a scan needs: made once from the signature table. */
export type ScanTools = {
  detector: Detector
  table: SignatureTable
  /** The table's signatures by id. */
  signatures: ReadonlyMap<string, CompiledSignature>
  /** With which the paths of all layers are hashed; nobody outside knows it. */
  pathKey: HashKey
}
