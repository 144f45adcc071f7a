/**
 * Loaded into a measured process by `--import`: at its exit it writes its own peak of resident memory, in KiB, to file
 * descriptor 3. Linux's `VmHWM` counts this program alone, while `maxRSS` may begin with what its parent used.
 */
import { readFileSync, writeSync } from 'node:fs'

process.on('exit', () => {
  writeSync(3, String(peak()))
})

function peak(): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}
