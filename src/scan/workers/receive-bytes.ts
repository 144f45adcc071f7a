import type { MessagePort } from 'node:worker_threads'
import { sniffCompression } from '../../layer/compression/sniff.js'
import type { LayerSink } from '../../sources/source.js'
import type { FromWorker, ToWorker } from './layer-job.js'

/** Feeds what comes by a port to a sink, one message after the other, until the blob's end. */
export function receiveBytes(port: MessagePort, sink: LayerSink): Promise<void> {
  // An inflater may hold its input; plain bytes are done with once they are written.
  let isPlain: boolean | undefined
  const take = async (message: ToWorker): Promise<boolean> => {
    if (message.kind === 'bytes') {
      const { bytes } = message
      isPlain ??= sniffCompression(Buffer.from(bytes.buffer, 0, bytes.length)) === 'none'
      await sink.write(bytes)
      const taken: FromWorker = isPlain ? { kind: 'taken', memory: bytes.buffer } : { kind: 'taken' }
      port.postMessage(taken, isPlain ? [bytes.buffer] : [])
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
