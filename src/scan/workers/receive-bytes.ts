import type { MessagePort } from 'node:worker_threads'
import type { LayerSink } from '../../sources/source.js'
import type { FromWorker, ToWorker } from './layer-job.js'

/** Feeds what comes by a port to a sink, one message after the other, until the blob's end. */
export function receiveBytes(port: MessagePort, sink: LayerSink): Promise<void> {
  const take = async (message: ToWorker): Promise<boolean> => {
    if (message.kind === 'bytes') {
      await sink.write(message.bytes)
      port.postMessage({ kind: 'taken' } satisfies FromWorker)
      return false
    }
    await (message.kind === 'end' ? sink.end() : sink.fail(message.problem))
    return true
  }
  return new Promise((resolve, reject) => {
    let work: Promise<unknown> = Promise.resolve()
    port.on('message', (message: ToWorker) => {
      work = work.then(() => take(message)).then((isOver) => (isOver ? resolve() : undefined), reject)
    })
  })
}
