import type { FileRange } from '../../../sources/source.js'
import type { ScanTools } from '../../tools.js'
import { createFileScanner, type ScannedFile } from '../file-scanner.js'
import { createFileWindow } from './file-window.js'
import {
  costAt,
  costOf,
  type FromHelper,
  type Share,
  type SharedFile,
  shareState,
  stateAt,
  type ToHelper,
} from './share.js'

/** Looks at the files that another thread gives away, until there are no more. `range`: the plain blob that they stand in. */
export function helpWithFiles({ port, state }: Share, range: FileRange, tools: ScanTools): Promise<void> {
  const isOver = Atomics.compareExchange(state, stateAt, shareState.waiting, shareState.helping) !== shareState.waiting
  if (isOver) {
    port.close()
    return Promise.resolve()
  }
  const scanner = createFileScanner(tools)
  const window = createFileWindow(range)
  const tell = (message: FromHelper) => port.postMessage(message)

  function scan({ path, size, at }: SharedFile, upTo: number): ScannedFile {
    scanner.start(path, size)
    for (const bytes of window.bytesOf(at, size, upTo)) scanner.push(bytes)
    return scanner.end()
  }

  function scanAll(files: SharedFile[]): void {
    const last = files.at(-1)!
    const found: [number, ScannedFile][] = []
    for (const [index, file] of files.entries()) {
      const scanned = scan(file, last.at + last.size)
      if (scanned.candidates.length > 0 || scanned.gaps.length > 0) found.push([index, scanned])
      Atomics.sub(state, costAt, costOf(file))
    }
    tell({ kind: 'scanned', found })
  }

  return new Promise((resolve, reject) => {
    port.once('close', resolve)
    port.on('message', (message: ToHelper) => {
      try {
        if (message.kind === 'files') scanAll(message.files)
        else tell({ kind: 'done', used: scanner.used() })
      } catch (error) {
        port.close()
        reject(error)
      }
    })
  })
}
