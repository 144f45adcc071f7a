import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fresh, freshPrivateKey } from '../../harness/fresh.js'
import type { CredentialFile } from './kind.js'

/** Private keys that lie as files. */
export function keyFiles(): CredentialFile[] {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'sec1',
    format: 'pem',
  }) as string
  const keys = {
    id_rsa: freshPrivateKey('pkcs1'),
    id_ecdsa: ec,
    id_ed25519: openSshKey(),
    'tls.pem': freshPrivateKey(),
  }
  return Object.entries(keys).map(([name, value]) => ({
    path: `root/.ssh/${name}`,
    secrets: [{ value }],
    content: (pem) => pem,
  }))
}

/** Stores that only their magic gives away: path → bytes. Nobody sees what is in them, but they are there. */
export function storeFiles(): Record<string, Buffer> {
  return {
    'srv/app/server.jks': javaKeyStore(),
    'srv/app/client.p12': pkcs12(),
    'srv/app/team.kdbx': Buffer.concat([Buffer.from('03d9a29a67fb4bb501000400', 'hex'), randomBytes(4000)]),
    'srv/app/old.psafe3': Buffer.concat([Buffer.from('PWS3'), randomBytes(3000)]),
    'srv/infra/group_vars/all/vault.yml': Buffer.from(`$ANSIBLE_VAULT;1.1;AES256\n${fresh('({hex:80}\n)*12')}`),
  }
}

function inFolder<T>(make: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'jetsam-key-'))
  try {
    return make(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function openSshKey(): string {
  return inFolder((folder) => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ci', '-f', join(folder, 'key')])
    return readFileSync(join(folder, 'key'), 'utf8')
  })
}

function pkcs12(): Buffer {
  return inFolder((folder) => {
    const [key, certificate] = [join(folder, 'key'), join(folder, 'crt')]
    const subject = ['-nodes', '-days', '30', '-subj', '/CN=app']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...subject, '-keyout', key, '-out', certificate], {
      stdio: 'ignore',
    })
    return execFileSync('openssl', [
      'pkcs12',
      '-export',
      '-inkey',
      key,
      '-in',
      certificate,
      '-passout',
      `pass:${fresh('{base62:20}')}`,
    ])
  })
}

/** A key store in Java's own format (magic, version, one private-key entry, digest), its key as noise. */
function javaKeyStore(): Buffer {
  const alias = Buffer.from('server')
  const key = randomBytes(1200)
  const number = (value: number, size: number) => {
    const bytes = Buffer.alloc(size)
    bytes.writeUIntBE(value, size - Math.min(size, 6), Math.min(size, 6))
    return bytes
  }
  const head = [number(0xfeedfeed, 4), number(2, 4), number(1, 4)]
  const entry = [
    number(1, 4),
    number(alias.length, 2),
    alias,
    number(1_700_000_000_000, 8),
    number(key.length, 4),
    key,
    number(0, 4),
  ]
  return Buffer.concat([...head, ...entry, randomBytes(20)])
}
