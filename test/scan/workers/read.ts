import { createReadStream } from 'node:fs'
import { parsePlatform } from '../../../src/image/platform.js'
import { problemOf } from '../../../src/problem.js'
import type { ScanEvent } from '../../../src/scan/events.js'
import { placeSource } from '../../../src/scan/place/source.js'
import { readSource } from '../../../src/scan/read-source.js'
import { makeReport } from '../../../src/scan/report.js'
import { createTools } from '../../../src/scan/tools.js'
import { createWorkerPool, type WorkerPool } from '../../../src/scan/workers/worker-pool.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import { openArchive, openArchiveStream } from '../../../src/sources/archive/open-archive.js'
import type { Source } from '../../../src/sources/source.js'

const table = readSignatureTable()
const toolOptions = { key: Buffer.alloc(32, 7), showSecrets: true }
const tools = createTools(table, toolOptions)

/** As `npm run build` left them. */
export function startWorkers(threads: number, options?: Parameters<typeof createWorkerPool>[2]): WorkerPool {
  return createWorkerPool(threads, { table, options: toolOptions }, options)
}

/** Each dies when it starts: it gets no signatures. (A heap too small for its start would take the whole process with it.) */
export function startDyingWorkers(threads: number): WorkerPool {
  const none = { digest: '', signatures: undefined as unknown as typeof table.signatures }
  return createWorkerPool(threads, { table: none, options: toolOptions })
}

const archiveOptions = {
  reference: 'image.tar',
  hostPlatform: parsePlatform('linux/amd64'),
  limits: { rangeBytes: 1 },
}

export const fromFile = (path: string): Promise<Source> => openArchive(path, archiveOptions)
export const fromStream = async (path: string): Promise<Source> =>
  openArchiveStream(createReadStream(path, { highWaterMark: 1000 }), archiveOptions)

export type Read = { report: string; events: ScanEvent[] }

/** The whole report and the problems as JSON, or the problem for which there is none. With workers, all blobs go to them. */
export async function reportOf(
  opened: Promise<Source>,
  workers?: WorkerPool,
  { signal, onEvent }: { signal?: AbortSignal; onEvent?: (event: ScanEvent) => void } = {},
): Promise<Read> {
  const events: ScanEvent[] = []
  const take = (event: ScanEvent) => {
    events.push(event)
    onEvent?.(event)
  }
  try {
    const source = await opened
    const thresholds = { source: 0, streamedBlob: 0 }
    const sealed = await readSource(source, { tools, workers, thresholds, signal, onEvent: take })
    const placed = placeSource(sealed, source.label)
    return { report: JSON.stringify([makeReport([placed], table, true), placed.problems]), events }
  } catch (error) {
    return { report: JSON.stringify(problemOf(error)), events }
  }
}
