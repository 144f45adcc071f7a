import type { MessagePort } from 'node:worker_threads'
import type { UsedOfLayer } from '../../../unwrap/meter.js'
import type { ScannedFile } from '../file-scanner.js'

/** What the thread that reads a layer and the one that helps it share. Can be sent to another thread. */
export type Share = {
  port: MessagePort
  /** Two numbers that both threads see at once: a `ShareState`, and the cost of the files that are on their way, in bytes. */
  state: Int32Array<SharedArrayBuffer>
}

/** The places in `Share.state`. */
export const stateAt = 0
export const costAt = 1

/** Whether the helper has begun, and whether there is anything left for it to do. */
export const shareState = { waiting: 0, helping: 1, over: 2 } as const

/** A regular file for the helper; `at` is where its bytes begin in the blob. */
export type SharedFile = { path: string; size: number; at: number }

/** What a file costs beside its bytes. */
const costPerFile = 4096

/** The files' cost, in units of about one byte looked at. */
export function costOf({ size }: SharedFile): number {
  return Math.min(size, 2 ** 30) + costPerFile
}

export type ToHelper = { kind: 'files'; files: SharedFile[] } | { kind: 'end' }

export type FromHelper =
  /** The files of the next message are done; what was found, by their place in it. */
  | { kind: 'scanned'; found: [number, ScannedFile][] }
  /** The last one. `used`: what all files took of the limits of a layer. */
  | { kind: 'done'; used: UsedOfLayer }
