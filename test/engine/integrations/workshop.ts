import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { dockerClient } from '../harness/docker.js'
import { type Ended, run } from '../harness/process.js'

/** The top of this repository. */
export const repository = resolve(import.meta.dirname, '../../..')

/** A folder as a CI job has it: with files, and with `docker` and `jetsam` on the PATH. */
export type Workshop = {
  folder: string
  /** Runs a script with bash, and only these variables beside the PATH and the engine's address. */
  shell(script: string, env?: Record<string, string>): Promise<Ended>
}

export function openWorkshop(files: Record<string, string>): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'jetsam-workshop-'))
  const bin = mkdtempSync(join(tmpdir(), 'jetsam-workshop-bin-'))
  symlinkSync(dockerClient, join(bin, 'docker'))
  const jetsam = `#!/bin/sh\nexec ${process.execPath} ${join(repository, 'dist/main.js')} "$@"\n`
  writeFileSync(join(bin, 'jetsam'), jetsam)
  chmodSync(join(bin, 'jetsam'), 0o755)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const base = {
    PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`,
    XDG_CACHE_HOME: join(folder, '.cache'),
  }
  return {
    folder,
    shell: (script, env = {}) => run('bash', ['-c', script], { cwd: folder, env: { ...base, ...env } }),
  }
}
