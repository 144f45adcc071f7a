import type { PackageReader, PackageRecords } from '../../../src/layer/packages/package-reader.js'

/** What the reader of this path tells, each call as a row; undefined if nobody reads such a file. */
export function told(
  readers: readonly PackageReader[],
  path: string,
  content: string | Buffer,
): unknown[][] | undefined {
  const rows: unknown[][] = []
  const row =
    (name: keyof PackageRecords) =>
    (...all: unknown[]) =>
      void rows.push([name, ...all])
  const records: PackageRecords = {
    own: row('own'),
    ownFolder: row('ownFolder'),
    know: row('know'),
    divert: row('divert'),
    trust: row('trust'),
  }
  const reader = readers.find((one) => one.matches(path))
  reader?.read(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, path, records)
  return reader && rows
}
