import { pathToFileURL } from 'node:url'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import pLimit from 'p-limit'
import type { Piscina } from 'piscina'
import { packageFile } from '../../package-files.js'
import type { FileRange } from '../../sources/source.js'
import type { Share } from '../layer/delegate/share.js'
import { isPlain } from './is-plain.js'
import { largestFirst } from './largest-first.js'
import type { FromWorker, HelpJob, LayerJob, WorkerTools } from './layer-job.js'

/** Threads that scan one blob each. They start when they are first needed. */
export type WorkerPool = {
  readonly threads: number
  /** Starts workers before there is anything for them to do: they will be needed. `isStream`: as many as a stream keeps busy. */
  warmUp(isStream: boolean): void
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
const defaultHeap = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 4 }

/** A plain blob from this size on, in bytes, is shared by two threads, if one has nothing else to do. */
const defaultSharedBytes = 32 * 1024 * 1024

export type WorkerPoolOptions = { heap?: typeof defaultHeap; sharedBytes?: number }

/** At most `threads` workers. */
export function createWorkerPool(
  threads: number,
  tools: WorkerTools,
  { heap = defaultHeap, sharedBytes = defaultSharedBytes }: WorkerPoolOptions = {},
): WorkerPool {
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

  /** Once a thread is free. One that dies is noticed by the thread that it helps. */
  function askForHelp(workers: Piscina, range: FileRange, helps: Share, signal: AbortSignal): void {
    const job: HelpJob = { range, helps }
    all(0, () => workers.run(job, { transferList: [helps.port], signal })).catch(() => helps.port.close())
  }

  /** Where there is a thread that could help, and enough to do for it. */
  function shareOf(range: FileRange | undefined): { reader: Share; helper: Share } | undefined {
    if (range === undefined || threads === 1 || range.length < sharedBytes || !isPlain(range)) return undefined
    const { port1, port2 } = new MessageChannel()
    const state = new Int32Array(new SharedArrayBuffer(8))
    return { reader: { port: port1, state }, helper: { port: port2, state } }
  }

  /** `ready`: how many workers start at once. */
  function open(ready: number): Promise<Piscina> {
    pool ??= openPool(threads, ready, tools, heap).then((opened) => {
      // A worker died without a job: none can be relied upon to start.
      opened.on('error', breakDown)
      return opened
    })
    return pool
  }

  return {
    threads,
    warmUp(isStream) {
      open(isStream ? Math.max(1, threads - 1) : threads).catch(() => {})
    },
    start(job, onMessage, signal) {
      const { port1: port, port2 } = new MessageChannel()
      const told = new Promise<void>((resolve) => {
        port.on('message', (message: FromWorker) => {
          onMessage(message)
          if (message.kind === 'done') resolve()
        })
      })
      const opened = open(1)
      const run = async () => {
        const workers = await opened
        if (closed) throw new Error('the workers have ended')
        const work = () =>
          all(job.blob.size ?? 0, (othersAreBusy) => {
            const inThread = othersAreBusy && job.range !== undefined
            const share = othersAreBusy ? undefined : shareOf(job.range)
            if (share) askForHelp(workers, job.range!, share.helper, signal)
            const whole: LayerJob = { ...job, inThread, share: share?.reader, port: port2 }
            return workers.run(whole, { transferList: [port2, ...(share ? [share.reader.port] : [])], signal })
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

async function openPool(
  threads: number,
  ready: number,
  workerData: WorkerTools,
  heap: typeof defaultHeap,
): Promise<Piscina> {
  const { Piscina } = await import('piscina')
  return new Piscina({
    filename: workerFile.href,
    // A worker that died is replaced, for the jobs that wait.
    minThreads: ready,
    maxThreads: threads,
    idleTimeout: 60_000,
    concurrentTasksPerWorker: 1,
    // A worker that sleeps between jobs would not hear what its port brings.
    atomics: 'disabled',
    resourceLimits: heap,
    workerData,
  })
}

/** As it is shipped, also where all else runs from the sources: Node runs no TypeScript. */
const workerFile = pathToFileURL(packageFile('dist/layer-worker.js'))
