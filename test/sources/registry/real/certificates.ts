import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustRun } from '../../../engine/harness/process.js'

/** An authority, `ca.pem`, and a certificate that it signed for this machine, `server.pem` and `server.key`. */
export async function makeCertificates(folder: string): Promise<void> {
  const at = (name: string) => join(folder, name)
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  await mustRun('openssl', [
    'req',
    '-x509',
    ...fresh,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-subj',
    '/CN=test authority',
    '-days',
    '2',
  ])
  await mustRun('openssl', [
    'req',
    ...fresh,
    '-keyout',
    at('server.key'),
    '-out',
    at('server.csr'),
    '-subj',
    '/CN=127.0.0.1',
  ])
  await writeFile(at('names'), 'subjectAltName=IP:127.0.0.1\n')
  const authority = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial']
  await mustRun('openssl', [
    'x509',
    '-req',
    '-in',
    at('server.csr'),
    ...authority,
    '-out',
    at('server.pem'),
    '-days',
    '2',
    '-extfile',
    at('names'),
  ])
}
