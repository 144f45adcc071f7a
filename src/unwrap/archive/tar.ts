import type { TarEvent } from '../../layer/tar/entry.js'
import { blockSize, readTarHeader } from '../../layer/tar/header.js'
import { createTarReader } from '../../layer/tar/reader.js'
import { createGapCounter } from '../gap-counter.js'
import type { Inside, Unwrapper } from '../inside.js'

/** Whether a tar begins here: a header whose checksum fits. */
export function isTar(head: Buffer): boolean {
  if (head.length < blockSize || head[0] === 0) return false
  // The checksum is in octal: that alone rules nearly every other file out.
  for (let at = 149; at < 154; at++) if (!isOctal(head[at]!)) return false
  return readTarHeader(head.subarray(0, blockSize)) !== undefined
}

/** Or a blank, or the NUL that ends it. */
function isOctal(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x37) || byte === 0x20 || byte === 0
}

/** Opens a tar. What stands between its entries is handed out, too, under the step `tar`. */
export function openTar(out: Inside): Unwrapper {
  const reader = createTarReader()
  const gaps = createGapCounter('places in the tar')
  let isOpen = false
  const take = (event: TarEvent) => {
    if (event.kind === 'entry') {
      const { path, type, size } = event.entry
      isOpen = type === 'file' || type === 'other'
      if (isOpen) out.start({ step: path === '' ? 'tar' : `tar:${path}`, path, ...(type === 'file' && { size }) })
      else out.meter.addWork(blockSize)
    } else if (event.kind === 'data') out.push(event.bytes)
    else if (event.kind === 'warning') {
      if (event.code !== 'lone-zero-block') gaps.add('unopened', event.message)
    } else if (isOpen) {
      out.end()
      isOpen = false
    }
  }
  return {
    push(bytes) {
      for (const event of reader.feed(bytes)) take(event)
    },
    end() {
      const ending = reader.finish()
      for (const event of ending.events) take(event)
      if (ending.kind === 'truncated') out.gap({ kind: 'unopened', reason: 'the tar ends inside an entry' })
      gaps.tell(out)
    },
  }
}
