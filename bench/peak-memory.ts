/**
 * Loaded into a measured process by `--import`: at its exit it writes the process's own peak of resident memory, in KiB, to file
 * descriptor 3. Linux's `VmHWM` counts this program alone, with its worker threads, while `maxRSS` may begin with what its parent
 * used. Workers load it too, and leave the word to the main thread.
 */
import { readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  process.on('exit', () => {
    writeSync(3, String(peak()))
  })
}

function peak(): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}
