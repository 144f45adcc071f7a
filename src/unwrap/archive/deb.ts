import type { Inside, Unwrapper } from '../inside.js'

/** How a Debian package begins: an `ar` archive whose first member tells the format (deb(5)). Other `ar` archives hold object code as it is. */
const debStart = /^!<arch>\ndebian-binary[ /]/

export function isDeb(head: Buffer): boolean {
  return head[0] === 0x21 && debStart.test(head.toString('latin1', 0, 22))
}

const archiveMark = 8
const headerLength = 60

type DebState = { phase: 'mark' | 'header' | 'body' | 'lost'; held: Buffer; left: number; isPadded: boolean }

/** Opens a Debian package: `ar` members with a header of 60 bytes each, their bodies filled up to even lengths. */
export function openDeb(out: Inside): Unwrapper {
  const state: DebState = { phase: 'mark', held: Buffer.alloc(0), left: archiveMark, isPadded: false }

  function startMember(header: Buffer): void {
    const size = Number(header.toString('latin1', 48, 58).trim())
    if (header.toString('latin1', 58) !== '`\n' || !Number.isSafeInteger(size) || size < 0) {
      state.phase = 'lost'
      out.gap({ kind: 'unopened', reason: 'the package is malformed' })
      return
    }
    const name = header.toString('latin1', 0, 16).replace(/\/?\s*$/, '')
    out.start({ step: `deb:${name}`, path: name, size })
    Object.assign(state, { phase: 'body', left: size, isPadded: size % 2 === 1 })
    if (size === 0) endMember()
  }

  function endMember(): void {
    out.end()
    Object.assign(state, { phase: 'header', left: headerLength + (state.isPadded ? 1 : 0) })
  }

  /** Gathers what the phase waits for. */
  function gather(bytes: Buffer): void {
    state.held = Buffer.concat([state.held, bytes])
    state.left -= bytes.length
    if (state.left > 0) return
    const unit = state.held.subarray(state.held.length - headerLength)
    const isMark = state.phase === 'mark'
    state.held = Buffer.alloc(0)
    if (isMark) Object.assign(state, { phase: 'header', left: headerLength })
    else startMember(unit)
  }

  return {
    push(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
      for (let at = 0; at < bytes.length && state.phase !== 'lost'; ) {
        const part = bytes.subarray(at, at + state.left)
        at += part.length
        if (state.phase !== 'body') gather(part)
        else {
          out.push(part)
          state.left -= part.length
          if (state.left === 0) endMember()
        }
      }
    },
    end() {
      if (state.phase !== 'body') return
      out.gap({ kind: 'unopened', reason: 'the package ends too early' })
      out.end()
    },
  }
}
