import type { BlobStart, LayerSink } from '../../sources/source.js'
import type { FromWorker, ToWorker } from './layer-job.js'
import type { StartedJob } from './worker-pool.js'

/** Bytes of one message. */
const chunkLength = 256 * 1024
/** Messages that a worker has not worked off at most, before the source must wait. */
const maxInFlight = 8

/**
 * A sink whose work is done in a worker. The bytes are copied, because the source's are views that others share. Nothing is sent before
 * a worker is free, so that what waits is bounded by the number of workers. `end` waits for no result: the next blob may begin.
 */
export function createRemoteSink(
  blob: BlobStart,
  start: (onMessage: (message: FromWorker) => void) => StartedJob,
): LayerSink {
  const gate = createGate()
  let inFlight = 0
  const free: ArrayBuffer[] = []
  let isReady = false
  const update = () => gate.set(isReady && inFlight < maxInFlight)
  const job = start((message) => {
    if (message.kind === 'ready') isReady = true
    else if (message.kind === 'taken') {
      inFlight--
      if (message.memory) free.push(message.memory)
    }
    update()
  })
  // A worker that died takes no more: the rest of the blob is dropped.
  job.done.catch(() => {}).finally(() => gate.open())
  const post = (message: ToWorker, transfer: ArrayBuffer[] = []) => job.port.postMessage(message, transfer)

  const length = Math.min(chunkLength, blob.size ?? chunkLength)
  let chunk: Buffer<ArrayBuffer> = Buffer.alloc(0)
  let filled = 0
  function send(): void {
    if (filled === 0) return
    post({ kind: 'bytes', bytes: chunk.subarray(0, filled) }, [chunk.buffer])
    chunk = Buffer.alloc(0)
    filled = 0
    inFlight++
    update()
  }
  const finish = async (last: ToWorker) => {
    await gate.passed()
    send()
    post(last)
  }
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        if (chunk.length === 0) chunk = Buffer.from(free.pop() ?? new ArrayBuffer(length))
        const count = Math.min(bytes.length - at, chunk.length - filled)
        chunk.set(bytes.subarray(at, at + count), filled)
        filled += count
        at += count
        if (filled === chunk.length) send()
      }
      return gate.passed()
    },
    end: () => finish({ kind: 'end' }),
    fail: (problem) => finish({ kind: 'fail', problem }),
  }
}

/** Something to wait for, which may open and close again until it stays open. */
function createGate() {
  let isOpen = false
  let stays = false
  const waiting: (() => void)[] = []
  const set = (open: boolean) => {
    isOpen = open || stays
    if (!isOpen) return
    for (const resolve of waiting.splice(0)) resolve()
  }
  return {
    set,
    open() {
      stays = true
      set(true)
    },
    passed: () => (isOpen ? undefined : new Promise<void>((resolve) => waiting.push(resolve))),
  }
}
