import { asRecord, parseJson } from '../json-record.js'
import type { PackageRecords } from '../package-reader.js'

/** https://getcomposer.org/doc/04-schema.md#name */
const packageName = /^[a-z0-9][a-z0-9_.-]{0,100}\/[a-z0-9][a-z0-9_.-]{0,100}$/

/**
 * Reads Composer's list of what it installed, which is in `folder`, beside the packages: an array (version 1) or `packages` (version 2). A
 * package that was linked or copied from another folder is somebody's own.
 */
export function readComposer(text: string, folder: string, records: Pick<PackageRecords, 'know' | 'ownFolder'>): void {
  const told = parseJson(text)
  const packages = Array.isArray(told) ? told : asRecord(told)?.packages
  if (!Array.isArray(packages)) return
  const vendor = folder.slice(0, folder.lastIndexOf('/') + 1)
  for (const one of packages) {
    const { name, version, dist } = asRecord(one) ?? {}
    if (typeof name !== 'string' || typeof version !== 'string' || !packageName.test(name)) continue
    if (asRecord(dist)?.type === 'path') continue
    const id = `${name} ${version}`
    records.know(id, { kind: 'index', what: 'Composer package' })
    records.ownFolder(id, `${vendor}${name}`)
  }
}
