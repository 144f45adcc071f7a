import { asRecord, parseJson } from '../json-record.js'
import type { PackageRecords } from '../package-reader.js'

/**
 * Tells that a package was made from a folder or a repository, so it is somebody's own and not from an index (`dir_info` and `vcs_info` of
 * https://packaging.python.org/en/latest/specifications/direct-url/). A wheel from a file may be anybody's: of that, nothing is told.
 */
export function readDirectUrl(text: string, folder: string, records: Pick<PackageRecords, 'know'>): void {
  if (asRecord(parseJson(text))?.archive_info === undefined) records.know(folder, undefined)
}
