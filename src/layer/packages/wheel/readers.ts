import type { PackageReader } from '../package-reader.js'
import { readDirectUrl } from './direct-url.js'
import { readRecord } from './record.js'

const manager = 'wheel'
const optional = { manager, isOptional: true, limit: 16 * 1024 * 1024 } as const

/** What an installer of wheels leaves beside each package (https://packaging.python.org/en/latest/specifications/recording-installed-packages/). */
export const wheelReaders: readonly PackageReader[] = [
  {
    ...optional,
    matches: (path) => path.endsWith('.dist-info/RECORD'),
    read: (content, path, records) => readRecord(content.toString('latin1'), folderOf(path), records),
  },
  {
    ...optional,
    matches: (path) => path.endsWith('.dist-info/direct_url.json'),
    read: (content, path, records) => readDirectUrl(content.toString('utf8'), folderOf(path), records),
  },
]

/** The `NAME-VERSION.dist-info` folder. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
