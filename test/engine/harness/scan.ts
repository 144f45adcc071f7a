import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../../src/findings/finding.js'
import { run } from './process.js'

const main = fileURLToPath(new URL('../../../dist/main.js', import.meta.url))

export type Scanned = { code: number | null; report: Report; stderr: string }
export type ScanOptions = { env?: Record<string, string | undefined>; stdin?: Readable; timeout?: number }

/** Runs `jetsam ARGS` as a user would (the built command line); gives what came out of it. */
export function jetsam(args: string[], options: ScanOptions = {}) {
  return run(process.execPath, [main, ...args], options)
}

/**
 * Scans with `jetsam scan ARGS --format json --show-secrets`, so that a test can compare values. The report must be JSON,
 * whatever the exit code.
 */
export async function scan(args: string[], options: ScanOptions = {}): Promise<Scanned> {
  const ended = await jetsam(['scan', ...args, '--format', 'json', '--show-secrets', '--quiet'], options)
  try {
    return { code: ended.code, report: JSON.parse(ended.stdout) as Report, stderr: ended.stderr }
  } catch {
    throw new Error(
      `no report (exit code ${ended.code}): ${ended.stdout.slice(0, 2000)}\n${ended.stderr.slice(0, 4000)}`,
    )
  }
}
