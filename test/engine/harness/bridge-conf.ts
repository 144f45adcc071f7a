import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRun } from './process.js'

/**
 * What secrets-bridge gives a build as `BRIDGE_CONF`: base64 of a JSON with its endpoints, a certificate authority and a client
 * key that lives for the build only (https://github.com/abourget/secrets-bridge). `argument` is the value, `clientKey` the PEM
 * in it.
 */
export async function bridgeConf(): Promise<{ argument: string; clientKey: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-bridge-'))
  try {
    const file = (name: string) => join(folder, name)
    for (const name of ['ca', 'client']) {
      const subject = `/O=secrets-bridge/CN=${name}`
      const files = ['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)]
      await mustRun('openssl', [
        'req',
        '-x509',
        '-newkey',
        'rsa:1024',
        '-nodes',
        '-days',
        '1',
        '-subj',
        subject,
        ...files,
      ])
    }
    await mustRun('openssl', ['rsa', '-in', file('client.key'), '-traditional', '-out', file('client.rsa')])
    const clientKey = await readFile(file('client.rsa'), 'utf8')
    const conf = {
      endpoints: ['https://127.0.0.1:45123', 'https://172.17.0.1:45123'],
      ca_cert: await readFile(file('ca.crt'), 'utf8'),
      client_cert: await readFile(file('client.crt'), 'utf8'),
      client_key: clientKey,
    }
    return { argument: Buffer.from(JSON.stringify(conf)).toString('base64'), clientKey }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
