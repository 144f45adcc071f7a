import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePlatform } from '../../../../src/image/platform.js'
import { problemOf } from '../../../../src/problem.js'
import { endpointStrategies, findEngine } from '../../../../src/sources/engine/find/find-engine.js'

const run = promisify(execFile)
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
let folder: string
let server: Server
let host: string

/** A certificate authority, and certificates by it for the server and for a client. */
async function makeCertificates(): Promise<void> {
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=ca',
    '-keyout',
    'ca-key.pem',
    '-out',
    'ca.pem',
  )
  await writeFile(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1')
  for (const name of ['server', '']) {
    const [key, request, cert] = [`${name}key.pem`, `${name}request.pem`, `${name}cert.pem`]
    await openssl('req', ...newKey, '-nodes', '-subj', `/CN=${name || 'client'}`, '-keyout', key, '-out', request)
    await openssl(
      'x509',
      '-req',
      '-days',
      '1',
      '-in',
      request,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca-key.pem',
      '-CAcreateserial',
      '-extfile',
      'names',
      '-out',
      cert,
    )
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetsam-tls-'))
  await makeCertificates()
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'servercert.pem', 'serverkey.pem'].map((name) => readFile(join(folder, name))),
  )
  server = createServer({ ca, cert, key, requestCert: true, rejectUnauthorized: true }, (_, response) => {
    response.end(JSON.stringify({ ApiVersion: '1.43' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const strategies = endpointStrategies.filter((strategy) => strategy.name !== 'default socket')
const find = (env: Record<string, string>) =>
  findEngine(
    { env, home: '/nowhere', os: 'linux', cwd: folder, hostPlatform: parsePlatform('linux/amd64') },
    strategies,
  )

async function reason(env: Record<string, string>): Promise<string> {
  return find(env).then(
    () => 'found',
    (error: unknown) => problemOf(error).message,
  )
}

describe('an engine behind TLS', () => {
  it('is found with the certificates that DOCKER_CERT_PATH names', async () => {
    expect((await find({ DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder })).apiVersion).toBe(
      '1.43',
    )
  })

  it('is found by a context with its own certificates', async () => {
    const id = createHash('sha256').update('secure').digest('hex')
    const [meta, tls] = [join(folder, 'contexts/meta', id), join(folder, 'contexts/tls', id, 'docker')]
    await mkdir(meta, { recursive: true })
    await mkdir(tls, { recursive: true })
    await writeFile(
      join(meta, 'meta.json'),
      JSON.stringify({ Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }),
    )
    for (const name of ['ca.pem', 'cert.pem', 'key.pem'])
      await writeFile(join(tls, name), await readFile(join(folder, name)))
    expect((await find({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'secure' })).apiVersion).toBe('1.43')
  })

  it('is refused if its certificate is by a stranger, unless nobody asks', async () => {
    const stranger = join(folder, 'stranger')
    await mkdir(stranger)
    for (const name of ['cert.pem', 'key.pem'])
      await writeFile(join(stranger, name), await readFile(join(folder, name)))
    const env = { DOCKER_HOST: host, DOCKER_CERT_PATH: stranger }
    expect(await reason({ ...env, DOCKER_TLS_VERIFY: '1' })).toMatch(/signed by nobody that we trust/)
    expect(await reason({ ...env, DOCKER_TLS: '1' })).toBe('found')
  })

  it('needs both a certificate and its key', async () => {
    const half = join(folder, 'half')
    await mkdir(half)
    await writeFile(join(half, 'cert.pem'), await readFile(join(folder, 'cert.pem')))
    expect(await reason({ DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: half })).toMatch(
      /both cert\.pem and key\.pem/,
    )
  })
})
