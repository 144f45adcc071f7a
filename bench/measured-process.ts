/**
 * Loaded into a measured process by `--import`: at its exit it writes `{ cpu, peak }` to file descriptor 3: the seconds of processor
 * time of all its threads, and its own peak of resident memory in MiB. Linux's `VmHWM` counts this program alone, with its worker threads, while `maxRSS` may begin with what its parent
 * used. Workers load it too, and leave the word to the main thread.
 */
import { readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage()
    writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: peak() / 1024 }))
  })
}

/** In KiB. */
function peak(): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}
