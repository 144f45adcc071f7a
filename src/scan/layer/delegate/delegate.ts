import type { TarEntry } from '../../../layer/tar/entry.js'
import type { UsedOfLayer } from '../../../unwrap/meter.js'
import type { ScannedFile } from '../file-scanner.js'
import { costAt, costOf, type FromHelper, type Share, type SharedFile, shareState, stateAt } from './share.js'

/** Gives files of a layer to another thread, which reads them by itself. */
export type Delegate = {
  /** Whether the other thread has time for one more file. */
  hasRoom(): boolean
  /** Gives a regular file away. `use` is called with what the other thread says of it, in the order of the files. */
  give(entry: TarEntry, use: Use): void
  /** Call once, after the last file: all are done. Gives what they took; rejects if the other thread died. */
  finish(): Promise<UsedOfLayer>
}

type Use = (scanned: ScannedFile) => void

/** Files go together, so that they are read together; and no more than the other thread does in some hundredths of a second. */
const batchCost = 512 * 1024
const costUnderway = 8 * 1024 * 1024

export function createDelegate({ port, state }: Share): Delegate {
  let batch: SharedFile[] = []
  let batched = 0
  let uses: Use[] = []
  /** Of the batches that are on their way. */
  const underway: Use[][] = []
  let end: (used: UsedOfLayer) => void = () => {}
  const ended = new Promise<UsedOfLayer>((resolve, reject) => {
    end = resolve
    port.once('close', () => reject(new Error('the thread that shared the work has died')))
  })
  ended.catch(() => {})

  port.on('message', (message: FromHelper) => {
    if (message.kind === 'done') return end(message.used)
    const found = new Map(message.found)
    for (const [index, use] of underway.shift()!.entries()) use(found.get(index) ?? nothingFound)
  })

  function send(): void {
    Atomics.add(state, costAt, batched)
    port.postMessage({ kind: 'files', files: batch })
    underway.push(uses)
    uses = []
    batch = []
    batched = 0
  }

  return {
    // A batch that was begun is filled up: its files stand side by side.
    hasRoom: () =>
      batched > 0 ||
      (Atomics.load(state, stateAt) === shareState.helping && Atomics.load(state, costAt) < costUnderway),
    give({ path, size, bodyOffset: at }, use) {
      const file = { path, size, at }
      batch.push(file)
      batched += costOf(file)
      uses.push(use)
      if (batched >= batchCost) send()
    },
    async finish() {
      const before = Atomics.compareExchange(state, stateAt, shareState.waiting, shareState.over)
      try {
        if (before === shareState.waiting) return { bytes: 0, work: 0 }
        if (batched > 0) send()
        port.postMessage({ kind: 'end' })
        return await ended
      } finally {
        port.close()
      }
    },
  }
}

const nothingFound: ScannedFile = { candidates: [], gaps: [] }
