import type { Inside, Unwrapper } from '../inside.js'
import { createReading, type Reading } from '../reading.js'
import { type Outcome, tellOutcome } from './outcome.js'

/** Opens a file that is compressed whole. `giveBack` is called when it is done. */
export function openCompressedFile(
  out: Inside,
  file: { step: string; path: string },
  reader: Reading<Outcome>,
  giveBack: () => void,
): Unwrapper {
  out.start(file)
  const reading = createReading(toldTo(out, reader))
  return {
    push(bytes) {
      // Input that brings no output takes time, too.
      out.meter.addWork(bytes.length)
      reading.push(bytes)
    },
    end() {
      reading.end()
      giveBack()
      out.end()
    },
  }
}

function* toldTo(out: Inside, reader: Reading<Outcome>): Reading {
  tellOutcome(out, yield* reader)
}

/** Where this process has no WebAssembly, there is nothing that could open the file. */
export function openNothing(out: Inside, id: string): Unwrapper {
  out.gap({ kind: 'unopened', reason: `${id} is not opened without WebAssembly: its bytes were searched as they are` })
  return { push: () => {}, end: () => {} }
}
