/** Runs a job of this size (in bytes) when its turn comes. */
export type LargestFirst = (size: number, run: (othersAreBusy: boolean) => Promise<unknown>) => Promise<unknown>

type Job = { size: number; run: () => void }

/**
 * Runs at most `threads` jobs at a time, the largest of those that wait first, so that none is left over at the end. A job is told
 * whether the others have enough to do to keep all other threads busy as long as it takes; if not, it is worth spreading it.
 */
export function largestFirst(threads: number): LargestFirst {
  const waiting: Job[] = []
  const running = new Set<Job>()
  let scheduled = false

  /** A moment later: those who bring jobs one after the other are given the time to. */
  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      startNext()
    })
  }

  function startNext(): void {
    waiting.sort((a, b) => b.size - a.size)
    while (running.size < threads && waiting.length > 0) {
      const job = waiting.shift()!
      running.add(job)
      job.run()
    }
  }

  const othersAreBusy = (job: Job): boolean => {
    let others = -job.size
    for (const { size } of [...waiting, ...running]) others += size
    return others >= job.size * (threads - 1)
  }

  return (size, run) =>
    new Promise((resolve, reject) => {
      const job: Job = {
        size,
        run: () => {
          run(othersAreBusy(job))
            .then(resolve, reject)
            .finally(() => {
              running.delete(job)
              schedule()
            })
        },
      }
      waiting.push(job)
      schedule()
    })
}
