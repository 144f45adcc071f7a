import { workerData } from 'piscina'
import { createLayerSink } from '../layer/layer-sink.js'
import { openTools } from '../open-tools.js'
import type { FromWorker, LayerJob, WorkerTools } from './layer-job.js'
import { readRange, readRangeInThread } from './read-range.js'
import { receiveBytes } from './receive-bytes.js'
import { buffersOf } from './transfer.js'

const { table, options } = workerData as WorkerTools
const tools = await openTools(table, options)

/** Bytes between two signs of progress. */
const progressStep = 4 * 1024 * 1024

/** What a worker does for each job: scans the blob in this thread, and tells the result by the port. */
export default async function scanLayer({ blob, range, inThread = false, port }: LayerJob): Promise<void> {
  const tell = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  tell({ kind: 'ready' })
  let untold = 0
  const onBytes = (bytes: number) => {
    untold += bytes
    if (untold < progressStep) return
    tell({ kind: 'read', bytes: untold })
    untold = 0
  }
  const sink = createLayerSink(blob, tools, {
    inThread,
    onBytes,
    onDone: (layer) => {
      tell({ kind: 'read', bytes: untold })
      tell({ kind: 'done', layer }, buffersOf(layer))
    },
  })
  if (range && inThread) await readRangeInThread(range, sink)
  else if (range) await readRange(range, sink)
  else await receiveBytes(port, sink)
}
