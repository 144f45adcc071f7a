import { createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { dockerArchive, type Step } from '../../../src/demo/docker-archive.js'
import { readEntry } from '../../../src/scan/cache/entry-file.js'
import { type ScanOptions, type ScanResult, scan } from '../../../src/scan/scan.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

export const secrets = {
  token: expandTemplate('ghp_{base62:30}{crc32:6}', 'cache, token'),
  inPath: expandTemplate('ghp_{base62:30}{crc32:6}', 'cache, path'),
  inKey: expandTemplate('ghp_{base62:30}{crc32:6}', 'cache, key'),
  inPackage: expandTemplate('ghp_{base62:30}{crc32:6}', 'cache, package'),
  inDiversion: expandTemplate('ghp_{base62:30}{crc32:6}', 'cache, diversion'),
  inFolder: expandTemplate('ghp_{base62:30}{crc32:6}', 'cache, folder'),
  password: expandTemplate('{base62:9}', 'cache, password'),
  generic: expandTemplate('{base62:24}', 'cache, generic'),
  variable: expandTemplate('{base62:11}', 'cache, variable'),
  privateKey: expandTemplate('{pem:EC PRIVATE KEY}', 'cache, key'),
}

/** What an image of all kinds of places is made of. The first layer is in every such image. */
export const steps: Step[] = [
  {
    createdBy: 'COPY base / # buildkit',
    layer: [
      { path: 'etc/app.env', body: `TOKEN=${secrets.token}\nDB_PASSWORD=${secrets.password}\n` },
      { path: `srv/${secrets.inPath}/id_ecdsa`, body: secrets.privateKey },
      { path: 'srv/config.json', body: JSON.stringify({ [secrets.inKey]: { password: secrets.password } }) },
      { path: 'var/lib/dpkg/status', body: `Package: ${secrets.inPackage}\nMaintainer: A <a@debian.org>\n\n` },
      { path: `var/lib/dpkg/info/${secrets.inPackage}.md5sums`, body: `${'0'.repeat(32)}  usr/x\n` },
      { path: 'srv/node_modules/x/package.json', body: `{"name":"${secrets.inFolder}","version":"1.0.0"}` },
      { path: 'opt/node_modules/y/package.json', body: '{"name":"y","version":"1.0.0"}' },
      { path: 'opt/node_modules/y/y.env', body: `DB_PASSWORD=${secrets.generic}\n` },
      { path: 'var/lib/dpkg/diversions', body: `/${secrets.inDiversion}\n/usr/y\nacme\n` },
    ],
  },
  { createdBy: `RUN curl -u ci:${secrets.password} -H "Authorization: Bearer ${secrets.token}" http://x/ # buildkit` },
  {
    createdBy: 'RUN rm -r /srv # buildkit',
    layer: [
      { path: '.wh.srv', body: '' },
      { path: 'etc/app.env', body: `DB_PASSWORD=${secrets.password}2\n` },
    ],
  },
]

/** The archive of an image. */
export function archiveOf(imageSteps: Step[] = steps, env: string[] = [`API_PASSWORD=${secrets.variable}`]): Buffer {
  return dockerArchive({ tag: 'test:1', created: '2024-01-01T00:00:00Z', env, labels: {}, steps: imageSteps })
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'jetsam-cache-'))
}

export type CacheScan = ScanResult & {
  json: string
  /** Bytes of images that were read. */
  bytesRead: number
  notes: string[]
}

/** Scans as the command line does. */
export async function scanWith(references: string[], more: Partial<ScanOptions> = {}): Promise<CacheScan> {
  let bytesRead = 0
  const notes: string[] = []
  const result = await scan({
    references,
    pull: 'never',
    showSecrets: false,
    strict: false,
    env: {},
    stdin: Readable.from([]),
    onEvent: (event) => {
      if (event.kind === 'bytes') bytesRead += event.bytes
      if (event.kind === 'note') notes.push(event.text)
    },
    ...more,
  })
  return { ...result, json: JSON.stringify(result), bytesRead, notes }
}

/** The cache's files by their kind. */
export function entriesOf(cacheFolder: string, ending: 'layer' | 'source'): string[] {
  return readdirSync(join(cacheFolder, 'entries')).filter((name) => name.endsWith(`.${ending}`))
}

/** What an entry holds, for those who have the key. */
export function openEntry(cacheFolder: string, name: string): Promise<unknown> {
  const key = createHmac('sha256', readFileSync(join(cacheFolder, 'key')))
    .update('entries')
    .digest()
  return readEntry(join(cacheFolder, 'entries'), name, key)
}

/** Waits until a file's times would show another change. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 80))
}
