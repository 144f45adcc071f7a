import { randomBytes } from 'node:crypto'
import type { SignatureTable } from '../signatures/table.js'
import { unwrapLimits } from '../unwrap/limits.js'
import type { LayerCache } from './cache/layer-cache.js'
import type { ScanOptions } from './scan.js'
import type { ScanTools, ToolOptions } from './tools.js'
import type { WorkerPool } from './workers/worker-pool.js'

/** What all sources of one scan share. All of it is made when it is first needed: never, where all is in the cache. */
export type Session = {
  cache?: LayerCache
  tools(): Promise<ScanTools>
  /** None, if one thread is to do all. */
  workers(): Promise<WorkerPool | undefined>
  /** Ends the workers. */
  close(): Promise<void>
}

/** `threads`: that may be at work at once. */
export async function openSession(options: ScanOptions, table: SignatureTable, threads: number): Promise<Session> {
  const { env, showSecrets } = options
  const idKey = env.JETSAM_ID_KEY
  const cache = await openCacheOf(options, table, idKey)
  const toolOptions: ToolOptions = {
    key: cache?.key ?? randomBytes(32),
    showSecrets,
    ...(idKey && { idKey }),
    ...(options.unwrap && { unwrap: options.unwrap }),
  }
  let tools: Promise<ScanTools> | undefined
  let workers: Promise<WorkerPool> | undefined
  return {
    ...(cache && { cache }),
    tools: () => {
      tools ??= import('./open-tools.js').then(({ openTools }) => openTools(table, toolOptions))
      return tools
    },
    workers: async () => {
      if (threads < 2) return undefined
      workers ??= import('./workers/worker-pool.js').then(({ createWorkerPool }) =>
        createWorkerPool(threads, { table, options: toolOptions }),
      )
      return workers
    },
    close: async () => (await workers)?.close(),
  }
}

async function openCacheOf(
  { cacheFolder, showSecrets, unwrap, onEvent }: ScanOptions,
  table: SignatureTable,
  idKey: string | undefined,
): Promise<LayerCache | undefined> {
  if (cacheFolder === undefined || showSecrets) return undefined
  const { openCache } = await import('./cache/open-cache.js')
  const onNote = (text: string) => onEvent?.({ kind: 'note', text })
  const limits = unwrapLimits(unwrap)
  return openCache({ folder: cacheFolder, signatures: table.digest, limits, onNote, ...(idKey && { idKey }) })
}
