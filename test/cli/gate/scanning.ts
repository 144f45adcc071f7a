import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../../src/cli/run.js'
import { dockerArchive, type Step } from '../../../src/demo/docker-archive.js'
import { fakeIo } from '../fake-io.js'

/** A folder of its own for the files of a test. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'jetsam-gate-'))
}

/** Writes the archive of an image with these steps; gives its path. */
export function writeArchive(folder: string, name: string, steps: Step[], env: string[] = []): string {
  const path = join(folder, `${name}.tar`)
  writeFileSync(path, dockerArchive({ tag: `${name}:1`, created: '2024-01-01T00:00:00Z', env, labels: {}, steps }))
  return path
}

/** A step that copies files, by path. */
export function copy(files: Record<string, string>): Step {
  const layer = Object.entries(files).map(([path, body]) => ({ path, body }))
  return { createdBy: `COPY ${Object.keys(files).join(' ')} / # buildkit`, layer }
}

/** Runs the command line with the real scan, without a cache. */
export async function jetsam(argv: string[], env: NodeJS.ProcessEnv = {}) {
  const { io, written } = fakeIo({ env })
  const exitCode = await run(argv, io)
  return { exitCode, ...written }
}

/** The same for `jetsam scan`; the report as JSON. */
export async function scanJson(argv: string[], env: NodeJS.ProcessEnv = {}) {
  const { exitCode, stdout, stderr } = await jetsam(['scan', '--no-cache', '-q', '--format', 'json', ...argv], env)
  return { exitCode, stderr, report: JSON.parse(stdout) }
}
