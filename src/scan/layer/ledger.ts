import type { Gap } from '../../findings/finding.js'
import { createHardLinks, type HardLink } from '../../layer/hard-links.js'
import type { PathTable } from '../../layer/path-table.js'
import type { TarEntry } from '../../layer/tar/entry.js'
import { createFileGaps } from './file-gaps.js'
import type { ScannedFile } from './file-scanner.js'
import type { FoundFile } from './layer-scan.js'

/** A layer with more candidates than this is made to drown us; what comes after is searched no more, and the report says so. */
const candidateLimit = 50_000

/** An entry of the layer, and its place in the path table. */
export type Placed = { entry: TarEntry; index: number | undefined }

/**
 * Keeps what the entries of a layer bring, in their order. Files may be told later than those behind them: then all that follows waits.
 */
export type LayerLedger = {
  add(found: FoundFile): void
  link(placed: Placed): void
  file(placed: Placed, scanned: ScannedFile): void
  /** A file that is being looked at elsewhere: what it holds is told by the function that comes back. */
  fileLater(placed: Placed): (scanned: ScannedFile) => void
  /** Call once, when all has been told. */
  finish(): { found: FoundFile[]; links: HardLink[]; gaps: Gap[] }
}

export function createLayerLedger(blob: string, paths: PathTable): LayerLedger {
  const hardLinks = createHardLinks<FoundFile>(paths)
  const found: FoundFile[] = []
  const gaps: Gap[] = []
  const fileGaps = createFileGaps(blob)
  const inOrder = createOrder()
  let candidates = 0

  function remember(file: FoundFile): void {
    if (file.candidates.length === 0 || candidates >= candidateLimit) return
    candidates += file.candidates.length
    found.push(file)
    if (candidates >= candidateLimit) {
      gaps.push({ kind: 'limit', where: blob, reason: `more than ${candidateLimit} candidates: the rest is not told` })
    }
  }

  function follow({ entry, index }: Placed): void {
    const target = hardLinks.link(entry.path, entry.linkPath)
    if (target) remember({ ...target, path: entry.path, entry: index })
  }

  function enter({ entry, index }: Placed, { candidates: inFile, gaps: inGaps, digests }: ScannedFile): void {
    const { path, type, mode, uid, gid } = entry
    const file: FoundFile = {
      path,
      entry: index,
      candidates: inFile,
      ...(digests && { digests }),
      ...(type === 'file' && { access: { mode: mode & 0o7777, uid, gid } }),
    }
    remember(file)
    hardLinks.file(path, inFile.length > 0 ? file : undefined)
    for (const one of inGaps) fileGaps.add(path, one)
  }

  return {
    add(file) {
      if (file.candidates.length > 0) inOrder.next(() => remember(file))
    },
    link: (placed) => inOrder.next(() => follow(placed)),
    file: (placed, scanned) => inOrder.next(() => enter(placed, scanned)),
    fileLater(placed) {
      const tell = inOrder.later()
      return (scanned) => tell(() => enter(placed, scanned))
    },
    finish() {
      const { elsewhere, dropped } = hardLinks.finish()
      const reason = `${dropped} hard links to other layers were not followed`
      if (dropped > 0) gaps.push({ kind: 'limit', where: blob, reason })
      return { found, links: elsewhere, gaps: [...gaps, ...fileGaps.all()] }
    },
  }
}

/** So many things that are done are dropped at a time. */
const keptDone = 4096

/** Does one thing after the other; what comes behind a thing that is not known yet waits for it. */
function createOrder() {
  const waiting: { run: (() => void) | undefined }[] = []
  let done = 0

  function goOn(): void {
    for (let next = waiting[done]; next?.run; next = waiting[++done]) {
      next.run()
      next.run = undefined
    }
    if (done < waiting.length && done < keptDone) return
    waiting.splice(0, done)
    done = 0
  }

  return {
    next(run: () => void): void {
      if (waiting.length === 0) run()
      else waiting.push({ run })
    },
    later(): (run: () => void) => void {
      const slot: (typeof waiting)[number] = { run: undefined }
      waiting.push(slot)
      return (run) => {
        slot.run = run
        goOn()
      }
    },
  }
}
