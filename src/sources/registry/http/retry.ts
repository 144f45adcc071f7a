import { setTimeout as sleep } from 'node:timers/promises'

/** How often and how long a server is given another chance. Times in milliseconds. */
export type Patience = {
  /** Requests for the same thing, the first one included. */
  attempts: number
  /** Before the second request; each further one waits twice as long. */
  firstWait: number
  /** Longest wait, also of those that a server asks for: beyond it is given up. */
  longestWait: number
}

export const defaultPatience: Patience = { attempts: 5, firstWait: 500, longestWait: 60_000 }

/** Whether another try may help: too many requests, or the server's own trouble. */
export function isPassing(status: number): boolean {
  return status === 429 || status === 408 || (status >= 500 && status !== 501 && status !== 505)
}

/**
 * Milliseconds that a server asks to be left alone: `Retry-After`, as a number of seconds or a date (RFC 9110, 10.2.3). Undefined
 * if it does not ask.
 */
export function askedWait(retryAfter: string | undefined, now = Date.now()): number | undefined {
  if (retryAfter === undefined) return undefined
  if (/^\s*\d{1,9}\s*$/.test(retryAfter)) return Number(retryAfter) * 1000
  const date = /\d{4}.*GMT\s*$/.test(retryAfter.slice(0, 100)) ? Date.parse(retryAfter) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** How long to wait before try number `attempt` (from 1 for the second request); undefined to give up. Spread, so that many do not come back at once. */
export function waitBefore(attempt: number, patience: Patience, asked?: number): number | undefined {
  if (attempt >= patience.attempts) return undefined
  if (asked !== undefined && asked > patience.longestWait) return undefined
  const own = Math.min(patience.firstWait * 2 ** (attempt - 1), patience.longestWait) * (0.75 + Math.random() / 4)
  return Math.max(own, asked ?? 0)
}

/** Waits; the signal ends it with its own error. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, signal && { signal }).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw error
  })
}
