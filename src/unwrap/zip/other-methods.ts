import type { GapCounter } from '../gap-counter.js'
import { openBzip2 } from '../inflate/bzip2/bzip2.js'
import { openZipLzma } from '../inflate/xz/lzma-alone.js'
import { openXz } from '../inflate/xz/xz.js'
import { openZstd } from '../inflate/zstd.js'
import type { Inside, Unwrapper } from '../inside.js'
import type { ZipHeader } from './header.js'
import { nameOf } from './method.js'

/** By method, beside deflate; 20 is what Zstandard had at first. APPNOTE.TXT 6.3.10, section 4.4.5. */
const openers = { 12: openBzip2, 14: openZipLzma, 20: openZstd, 93: openZstd, 95: openXz } as const

/** Opens an entry of one of the rarer methods, under its own name. Undefined for any other method. */
export function openOtherMethod(header: ZipHeader, out: Inside, gaps: GapCounter): Unwrapper | undefined {
  const open = (openers as Partial<Record<number, typeof openBzip2>>)[header.method]
  if (open === undefined) return undefined
  const file = nameOf(header)
  let held = 0
  const inside: Inside = {
    ...out,
    start: () => out.start(file),
    gap: ({ kind, reason }) => gaps.add(kind, `of which ${reason}`),
    hold(bytes) {
      held += bytes
      return out.hold(bytes)
    },
  }
  const opened = open(inside, { path: file.path, size: header.size })
  return {
    push: opened.push,
    end() {
      opened.end()
      // The next entry needs as much again.
      out.hold(-held)
    },
  }
}
