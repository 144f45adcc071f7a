import { Failure } from '../problem.js'

/** How long interrupted work may take to end in order and hand over what it has, in milliseconds. */
export const patience = 2000

/**
 * The work's result; but if the user interrupts, and the work does not end soon after (it waits for a network, or for an archive that
 * nobody sends), a `Failure` with the code `interrupted`.
 */
export async function untilInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let onAbort = () => {}
  const impatience = new Promise<never>((_, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(new Failure(interrupted)), patience)
    }
  })
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([work, impatience])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}

/** What is told when the user ended the scan. */
export const interrupted = { code: 'interrupted', message: 'the scan was interrupted before it was complete' } as const
