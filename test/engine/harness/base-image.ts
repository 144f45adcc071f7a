import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import { docker } from './docker.js'
import { runId } from './engine.js'

const busybox = '/bin/busybox'
let made: Promise<string> | undefined

/**
 * The image that every Dockerfile of the tests starts from, made once for each test file: a static busybox with its applets.
 * Nothing is pulled. Gives its name.
 */
export function baseImage(): Promise<string> {
  made ??= importBase(`jetsam-test-base:${runId}`)
  return made
}

/** Imports the base under a name, into the engine at `host` (default: the tests' own). */
export async function importBase(name: string, host?: string): Promise<string> {
  const change = `LABEL jetsam-test=${runId}`
  await docker(['import', '--change', change, '--change', 'ENV PATH=/bin', '-', name], {
    stdin: rootFileSystem(),
    env: host === undefined ? {} : { DOCKER_HOST: host },
  })
  return name
}

function rootFileSystem(): Readable {
  const tar = pack()
  for (const folder of ['bin', 'etc', 'root', 'tmp']) tar.entry({ name: `${folder}/`, type: 'directory', mode: 0o755 })
  tar.entry({ name: 'bin/busybox', mode: 0o755 }, readFileSync(busybox))
  for (const applet of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n')) {
    if (applet !== 'busybox') tar.entry({ name: `bin/${applet}`, type: 'symlink', linkname: 'busybox' })
  }
  tar.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/sh\n')
  tar.entry({ name: 'etc/group' }, 'root:x:0:\n')
  tar.finalize()
  return Readable.from(tar)
}
