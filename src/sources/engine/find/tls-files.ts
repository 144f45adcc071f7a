import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TlsMaterial } from '../api/endpoint.js'

export type TlsRead = { kind: 'ok'; tls: TlsMaterial } | { kind: 'bad'; reason: string }

/**
 * Reads `ca.pem`, `cert.pem` and `key.pem` of a folder, each of which may be absent
 * (https://docs.docker.com/engine/security/protect-access/).
 */
export async function readTlsFiles(folder: string, verify: boolean): Promise<TlsRead> {
  try {
    const [ca, cert, key] = await Promise.all(['ca.pem', 'cert.pem', 'key.pem'].map((name) => optional(folder, name)))
    if ((cert === undefined) !== (key === undefined)) {
      return { kind: 'bad', reason: `${folder} must hold both cert.pem and key.pem, or neither` }
    }
    return { kind: 'ok', tls: { verify, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) } }
  } catch (error) {
    return {
      kind: 'bad',
      reason: `the certificates in ${folder} cannot be read (${(error as NodeJS.ErrnoException).code})`,
    }
  }
}

async function optional(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
