import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import tls from 'node:tls'
import { Failure } from '../../../problem.js'

/** PEM texts for the connections to one host. `ca`: trusted beside the usual ones. */
export type HostTrust = { ca: string[]; cert?: string; key?: string }

/** Folders in which Docker and Podman keep certificates of registries, each in a folder `HOST[:PORT]`. */
export function certificateFolders(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  os: string,
): string[] {
  if (os === 'win32') return [join(env.ProgramData || 'C:\\ProgramData', 'docker', 'certs.d')]
  return [join(home, '.config', 'containers', 'certs.d'), '/etc/containers/certs.d', '/etc/docker/certs.d']
}

/**
 * The certificates that were laid down for a registry: `*.crt` are authorities, `NAME.cert` with `NAME.key` is ours
 * (https://docs.docker.com/engine/security/certificates/). What cannot be read is as if it were not there.
 */
export async function trustFor(host: string, folders: readonly string[]): Promise<HostTrust> {
  const trust: HostTrust = { ca: [] }
  // A host that somebody sends us on to may be called `..`.
  if (/^\.+$|[\\/]/.test(host)) return trust
  for (const base of folders) {
    const folder = join(base, host)
    const names = (await readdir(folder).catch(() => [])).sort()
    for (const name of names) {
      if (name.endsWith('.crt')) trust.ca.push(...(await textsOf(join(folder, name))))
      if (!name.endsWith('.cert') || trust.cert !== undefined) continue
      const [cert] = await textsOf(join(folder, name))
      const [key] = await textsOf(join(folder, `${name.slice(0, -'.cert'.length)}.key`))
      if (cert !== undefined && key !== undefined) Object.assign(trust, { cert, key })
    }
  }
  return trust
}

/**
 * Reads the files of `--registry-ca`.
 * @throws Failure `usage` for one that cannot be read or holds no certificate
 */
export async function readAuthorities(paths: readonly string[]): Promise<string[]> {
  return Promise.all(
    paths.map(async (path) => {
      const [text] = await textsOf(path)
      if (text?.includes('-----BEGIN CERTIFICATE-----') || text?.includes('-----BEGIN TRUSTED CERTIFICATE-----'))
        return text
      const why = text === undefined ? 'cannot be read' : 'holds no certificate in PEM form'
      throw new Failure({
        code: 'usage',
        message: `--registry-ca: ${path} ${why}`,
        hint: "Give the file of the authority that signed the registry's certificate",
      })
    }),
  )
}

/** Own authorities in addition to those that Node.js would trust by itself; undefined for those alone. */
export function withUsualAuthorities(own: readonly string[]): string[] | undefined {
  if (own.length === 0) return undefined
  // Only newer versions tell which ones they trust by default, with those of NODE_EXTRA_CA_CERTS.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] }
  return [...(getCACertificates?.('default') ?? tls.rootCertificates), ...own]
}

async function textsOf(path: string): Promise<string[]> {
  try {
    return [await readFile(path, 'utf8')]
  } catch {
    return []
  }
}
