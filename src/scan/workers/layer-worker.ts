import { workerData } from 'piscina'
import { helpWithFiles } from '../layer/delegate/help.js'
import { SharedLimitReached } from '../layer/delegate/shared-limit.js'
import { createLayerSink } from '../layer/layer-sink.js'
import { openTools } from '../open-tools.js'
import type { FromWorker, HelpJob, LayerJob, WorkerTools } from './layer-job.js'
import { readRange, readRangeInThread } from './read-range.js'
import { receiveBytes } from './receive-bytes.js'
import { buffersOf } from './transfer.js'

const { table, options } = workerData as WorkerTools
const tools = await openTools(table, options)

/** Bytes between two signs of progress. */
const progressStep = 4 * 1024 * 1024

/** What a worker does for each job: scans a blob in this thread, or some files of a blob that another worker reads. */
export default async function work(job: LayerJob | HelpJob): Promise<void> {
  if ('helps' in job) return helpWithFiles(job.helps, job.range, tools)
  try {
    await scanLayer(job)
  } catch (error) {
    if (!(error instanceof SharedLimitReached)) throw error
    await scanLayer({ ...job, share: undefined }, true)
  }
}

/** Scans the blob, and tells the result by the job's port. `isAgain`: its bytes have been counted. */
async function scanLayer({ blob, range, share, inThread = false, port }: LayerJob, isAgain = false): Promise<void> {
  const tell = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  tell({ kind: 'ready' })
  let untold = 0
  const onBytes = (bytes: number) => {
    untold += isAgain ? 0 : bytes
    if (untold < progressStep) return
    tell({ kind: 'read', bytes: untold })
    untold = 0
  }
  const sink = createLayerSink(blob, tools, {
    inThread,
    share,
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
