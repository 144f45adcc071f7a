import { MessageChannel, type MessagePort } from 'node:worker_threads'
import pLimit from 'p-limit'
import type { Piscina } from 'piscina'
import { largestFirst } from './largest-first.js'
import type { FromWorker, LayerJob, WorkerTools } from './layer-job.js'

/** Threads that scan one blob each. They start when they are first needed. */
export type WorkerPool = {
  readonly threads: number
  /** Hands a job to the next worker that is free. */
  start(job: Omit<LayerJob, 'port'>, onMessage: (message: FromWorker) => void, signal: AbortSignal): StartedJob
  /** Ends all workers, whatever they do. */
  close(): Promise<void>
}

export type StartedJob = {
  /** For what the worker is told. */
  port: MessagePort
  /** Settled after the last message. Rejects if the worker died, or at the signal. */
  done: Promise<void>
}

/** What a worker may allot for itself, in MiB: beyond it the worker dies, and the blob that did it is told as not read. */
const defaultHeap = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 8 }

/** At most `threads` workers. */
export function createWorkerPool(threads: number, tools: WorkerTools, heap = defaultHeap): WorkerPool {
  let pool: Promise<Piscina> | undefined
  let closed = false
  const all = largestFirst(threads)
  // The thread that reads a stream is at work, too.
  const streams = pLimit(Math.max(1, threads - 1))
  let breakDown = (_: Error) => {}
  const broken = new Promise<never>((_, reject) => {
    breakDown = reject
  })
  broken.catch(() => {})
  return {
    threads,
    start(job, onMessage, signal) {
      const { port1: port, port2 } = new MessageChannel()
      const told = new Promise<void>((resolve) => {
        port.on('message', (message: FromWorker) => {
          onMessage(message)
          if (message.kind === 'done') resolve()
        })
      })
      pool ??= openPool(threads, tools, heap).then((opened) => {
        // A worker died without a job: none can be relied upon to start.
        opened.on('error', breakDown)
        return opened
      })
      const run = async () => {
        const workers = await pool!
        if (closed) throw new Error('the workers have ended')
        const work = () =>
          all(job.blob.size ?? 0, (inThread) => {
            const whole: LayerJob = { ...job, inThread: inThread && job.range !== undefined, port: port2 }
            return workers.run(whole, { transferList: [port2], signal })
          })
        const running = job.range ? work() : streams(work)
        await Promise.race([running, broken])
        await told
      }
      return { port, done: run().finally(() => port.close()) }
    },
    async close() {
      closed = true
      await (await pool)?.destroy()
    },
  }
}

async function openPool(threads: number, workerData: WorkerTools, heap: typeof defaultHeap): Promise<Piscina> {
  const { Piscina } = await import('piscina')
  return new Piscina({
    filename: workerFile.href,
    // A worker that died is replaced, for the jobs that wait.
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
    concurrentTasksPerWorker: 1,
    // A worker that sleeps between jobs would not hear what its port brings.
    atomics: 'disabled',
    resourceLimits: heap,
    workerData,
  })
}

/** Node runs no TypeScript: from the sources, the worker is the one that was built. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/scan/workers/layer-worker.js' : './layer-worker.js',
  import.meta.url,
)
