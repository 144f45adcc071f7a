import { createHash, type Hash } from 'node:crypto'
import type { Gap } from '../../findings/finding.js'
import { createInflater } from '../../layer/compression.js'
import { createTarReader } from '../../layer/tar/reader.js'
import type { Problem } from '../../problem.js'
import type { BlobStart, LayerSink } from '../../sources/source.js'
import { sealLayer } from '../seal/seal-layer.js'
import type { SealedLayer } from '../seal/sealed-layer.js'
import type { ScanTools } from '../tools.js'
import { createDelegate } from './delegate/delegate.js'
import type { Share } from './delegate/share.js'
import { createLayerFiles } from './layer-files.js'

export type LayerSinkOptions = {
  /** Whether other blobs keep the other cores busy: then one thread does all there is to do for this one. */
  inThread?: boolean | undefined
  /** With a thread that helps; it is let go in the end. */
  share?: Share | undefined
  /** Stored bytes that have been taken in. */
  onBytes: (bytes: number) => void
  onDone: (layer: SealedLayer) => void
}

/** Takes one blob's bytes as they arrive: hashed, inflated (and hashed again), read as a tar, and every file looked at, in one pass. */
export function createLayerSink(blob: BlobStart, tools: ScanTools, events: LayerSinkOptions): LayerSink {
  const stored = createHash('sha256')
  /** Undefined where the plain bytes are the stored ones: those are hashed already. */
  let plain: Hash | undefined
  const tar = createTarReader()
  const files = createLayerFiles(tools, blob.id)
  const delegate = events.share && createDelegate(events.share)
  const gaps: Gap[] = []
  const problems: Problem[] = []
  let storedBytes = 0
  let bytes = 0

  const take = (piece: Uint8Array) => {
    plain?.update(piece)
    bytes += piece.length
    for (const event of tar.feed(piece)) files.handle(event)
  }
  const inflater = createInflater(take, {
    inThread: events.inThread,
    onUnused: files.handleUnused,
    onStart: (isInflated) => {
      if (isInflated) plain = createHash('sha256')
      // The other thread reads the stored bytes.
      else if (delegate) files.shareWith(delegate)
    },
  })

  let broken = false

  function unread(reason: string): void {
    broken = true
    gaps.push({ kind: 'unread', where: blob.id, reason })
  }

  /** Of a blob that broke off, only the first break is told: what follows from it says nothing more. */
  function corrupt(what: string): void {
    if (broken) return
    const message = `layer ${blob.id} ${what}`
    const hint = 'Export or pull the image again; what came before the break was scanned.'
    problems.push({ code: 'layer-corrupt', message, hint })
    unread(message)
  }

  async function finish(): Promise<void> {
    const inflated = await inflater.end()
    const ending = tar.finish()
    for (const event of ending.events) files.handle(event)
    if (inflated.error?.code === 'limit') gaps.push({ kind: 'limit', where: blob.id, reason: inflated.error.message })
    else if (inflated.error) corrupt(`could not be decompressed to its end: ${inflated.error.message}`)
    else if (ending.kind === 'truncated') corrupt(`ends inside an entry, at least ${ending.missing} bytes early`)
    const { gaps: fileGaps, ...found } = files.finish(await delegate?.finish())
    const digest = `sha256:${stored.digest('hex')}`
    const scan = {
      blob: blob.id,
      digest,
      diffId: plain ? `sha256:${plain.digest('hex')}` : digest,
      storedBytes,
      bytes,
      ...found,
      gaps: [...gaps, ...fileGaps],
      problems,
    }
    events.onDone(await sealLayer(scan, tools))
  }

  return {
    write(piece) {
      stored.update(piece)
      storedBytes += piece.length
      events.onBytes(piece.length)
      return inflater.write(piece)
    },
    end: finish,
    fail(problem) {
      unread(problem.message)
      return finish()
    },
  }
}
