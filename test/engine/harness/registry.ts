import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { mustRun } from './process.js'

export type Registry = { host: string; stop: () => Promise<void> }
export type Account = { user: string; password: string }
export type RegistrySettings = {
  account?: Account
  /** Files of the certificate and its key. */
  tls?: { certificate: string; key: string }
  /** Folder with what it holds, so that two servers can hold the same; its own unless told. */
  storage?: string
}

/** Starts a registry server (Debian's `docker-registry`) on the loopback interface, open or with one account. */
export async function startRegistry({ account, tls, storage }: RegistrySettings = {}): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-registry-'))
  const host = `127.0.0.1:${await freePort()}`
  const config = join(folder, 'config.yml')
  await writeFile(config, JSON.stringify(await settings(folder, host, { account, tls, storage })))
  const server = spawn('docker-registry', ['serve', config], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  const stop = async () => {
    server.kill()
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 100 && server.exitCode === null; tries++) {
    if (await answers(host, tls !== undefined)) return { host, stop }
    await sleep(100)
  }
  await stop()
  throw new Error('the registry server does not answer')
}

/** The server's configuration; JSON is YAML. */
async function settings(
  folder: string,
  host: string,
  { account, tls, storage = join(folder, 'data') }: { [K in keyof RegistrySettings]: RegistrySettings[K] | undefined },
): Promise<object> {
  const open = {
    version: '0.1',
    storage: { filesystem: { rootdirectory: storage } },
    http: { addr: host, ...(tls && { tls }) },
  }
  if (!account) return open
  const path = join(folder, 'htpasswd')
  await writeFile(path, `${account.user}:${await bcrypt(account.password)}\n`)
  return { ...open, auth: { htpasswd: { realm: 'jetsam-test', path } } }
}

/** Perl's `crypt` is the C library's: on Debian it knows bcrypt, the only hash that the server takes. */
function bcrypt(password: string): Promise<string> {
  const salt = `$2b$04$${'abcdefghijklmnopqrstuu'}`
  return mustRun('perl', ['-e', 'print crypt($ARGV[0], $ARGV[1])', password, salt])
}

async function answers(host: string, isSecure: boolean): Promise<boolean> {
  const address = `${isSecure ? 'https' : 'http'}://${host}/v2/`
  return new Promise((resolve) => {
    const asked = isSecure ? secureRequest(address, { rejectUnauthorized: false }) : request(address)
    asked.on('response', (answer) => {
      answer.resume()
      resolve([200, 401].includes(answer.statusCode ?? 0))
    })
    asked.on('error', () => resolve(false))
    asked.end()
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
