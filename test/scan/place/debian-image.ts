import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { dockerArchive } from '../../../src/demo/docker-archive.js'
import type { TarEntry } from '../../../src/demo/ustar.js'
import type { Report } from '../../../src/findings/finding.js'
import { scan } from '../../../src/scan/scan.js'

/** A package as dpkg knows it once installed. `files`: paths as the package lists them, with their content. */
export type TestPackage = {
  name: string
  maintainer?: string
  files?: Record<string, string | Buffer>
  conffiles?: Record<string, string>
}

export const debianMaintainer = 'Debian Test Team <test@lists.debian.org>'
export const acmeMaintainer = 'ACME Operations <ops@acme.example>'

export const md5 = (content: string | Buffer) => createHash('md5').update(content).digest('hex')

/** The database that dpkg keeps of these packages, without their files. */
function dpkgDatabase(packages: readonly TestPackage[]): TarEntry[] {
  const status = packages.map(stanzaOf).join('\n')
  return [{ path: 'var/lib/dpkg/status', body: status }, ...packages.map((one) => checksumsOf(one, 'info', ':amd64'))]
}

export function checksumsOf({ name, files = {} }: TestPackage, folder: string, suffix = ''): TarEntry {
  const lines = Object.entries(files).map(([path, content]) => `${md5(content)}  ${path}\n`)
  return { path: `var/lib/dpkg/${folder}/${name}${suffix}.md5sums`, body: lines.join('') }
}

export function stanzaOf({ name, maintainer = debianMaintainer, conffiles }: TestPackage): string {
  const lines = Object.entries(conffiles ?? {}).map(([path, content]) => ` /${path} ${md5(content)}\n`)
  return [
    `Package: ${name}\nStatus: install ok installed\nMaintainer: ${maintainer}\nArchitecture: amd64\n`,
    ...(lines.length > 0 ? ['Conffiles:\n', ...lines] : []),
    `Description: for a test\n of several lines\n`,
  ].join('')
}

/** The files of packages where the packages say. */
export function filesOf(packages: readonly TestPackage[]): TarEntry[] {
  return packages.flatMap(({ files, conffiles }) =>
    Object.entries({ ...files, ...conffiles }).map(([path, body]) => ({ path, body })),
  )
}

/** Packages as one layer brings them. */
export function installed(...packages: TestPackage[]): TarEntry[] {
  return [...filesOf(packages), ...dpkgDatabase(packages)]
}

/** Scans an image of these layers, the lowest first. */
export async function scanLayers(...layers: TarEntry[][]): Promise<Report> {
  const steps = layers.map((layer, i) => ({ createdBy: `RUN step ${i}`, layer }))
  const image = dockerArchive({ tag: 'test:1', created: '2024-01-01T00:00:00Z', env: [], labels: {}, steps })
  const { report } = await scan({
    references: ['-'],
    pull: 'never',
    showSecrets: false,
    strict: false,
    env: {},
    stdin: Readable.from(pieces(image)),
  })
  return report
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  const length = 50_000
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
