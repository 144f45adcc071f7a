import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryDocker } from './docker.js'

export type OwnEngine = { host: string; stop: () => Promise<void> }

/**
 * Starts a Docker engine that holds nothing yet, for tests that look at everything an engine holds. Needs root and `dockerd`.
 * Like `.ci/run`, it leaves the machine's network alone, so its containers have none.
 */
export async function startEngine(): Promise<OwnEngine> {
  const failures: string[] = []
  for (const storage of ['overlay2', 'vfs']) {
    const started = await tryStart(storage)
    if (typeof started !== 'string') return started
    failures.push(started)
  }
  throw new Error(`no Docker engine could be started:\n${failures.join('\n')}`)
}

async function tryStart(storage: string): Promise<OwnEngine | string> {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-engine-'))
  const [host, log] = [`unix://${folder}/docker.sock`, join(folder, 'log')]
  const paths = [
    `--data-root=${folder}/data`,
    `--exec-root=${folder}/exec`,
    `--pidfile=${folder}/pid`,
    `--host=${host}`,
  ]
  const network = ['--iptables=false', '--ip6tables=false', '--bridge=none']
  // A shell, so that all that the engine says goes to a file: nobody has to empty a pipe.
  const args = ['-c', 'exec dockerd "$@" >"$0" 2>&1', log, ...paths, ...network, `--storage-driver=${storage}`]
  const engine = spawn('sh', args, { stdio: 'ignore' })
  const ended = once(engine, 'exit')
  const stop = async () => {
    if (engine.exitCode === null) engine.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  for (let tries = 0; tries < 120 && engine.exitCode === null; tries++) {
    const answer = await tryDocker(['version'], { env: { DOCKER_HOST: host }, timeout: 5000 })
    if (answer.code === 0) return { host, stop }
    await sleep(250)
  }
  const words = await readFile(log, 'utf8').catch(() => '')
  await stop()
  return `${storage}: ${words.trim().split('\n').slice(-3).join('\n')}`
}
