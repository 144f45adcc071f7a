import type { MessagePort } from 'node:worker_threads'
import type { Problem } from '../../problem.js'
import type { SignatureTable } from '../../signatures/table.js'
import type { BlobStart, FileRange } from '../../sources/source.js'
import type { Share } from '../layer/delegate/share.js'
import type { SealedLayer } from '../seal/sealed-layer.js'
import type { ToolOptions } from '../tools.js'

/** What a worker is started with. */
export type WorkerTools = { table: SignatureTable; options: ToolOptions }

/**
 * One blob for a worker: its bytes stand in `range`, or come by `port`. Whatever is told goes by `port`. `inThread`: others keep the
 * other cores busy. `share`: another worker may help.
 */
export type LayerJob = {
  blob: BlobStart
  range?: FileRange
  inThread?: boolean
  share?: Share | undefined
  port: MessagePort
}

/** Helping another worker with its blob, whose plain bytes stand in `range`. */
export type HelpJob = { range: FileRange; helps: Share }

/** Of a blob without a range, in this order: any number of `bytes`, then `end` or `fail`. */
export type ToWorker =
  | { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'end' }
  | { kind: 'fail'; problem: Problem }

export type FromWorker =
  /** Work has begun; only now bytes should be sent. */
  | { kind: 'ready' }
  /** One message of `bytes` has been worked off; its memory, where it can be used again. */
  | { kind: 'taken'; memory?: ArrayBuffer }
  /** Stored bytes read since the last such message. */
  | { kind: 'read'; bytes: number }
  /** The last one. */
  | { kind: 'done'; layer: SealedLayer }
