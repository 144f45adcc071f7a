import { asRecord, parseJson } from '../json-record.js'
import type { PackageRecords } from '../package-reader.js'

/** Names of published packages (https://docs.npmjs.com/cli/configuring-npm/package-json#name), and the few that are older than the rule. */
const packageName = /^(?:@[\w.~-]{1,100}\/)?[\w~-][\w.~-]{0,213}$/
const packageVersion = /^v?\d{1,9}\.\d{1,9}\.\d{1,9}[\w.+-]{0,100}$/

/** Reads the manifest of a package in `folder`. One that is `private` was never published: npm refuses to. */
export function readNpmManifest(
  text: string,
  folder: string,
  records: Pick<PackageRecords, 'know' | 'ownFolder'>,
): void {
  const { name, version, private: isPrivate } = asRecord(parseJson(text)) ?? {}
  if (typeof name !== 'string' || typeof version !== 'string' || isPrivate === true) return
  if (!packageName.test(name) || !packageVersion.test(version)) return
  const id = `${name}@${version}`
  records.know(id, { kind: 'index', what: 'npm package' })
  records.ownFolder(id, folder)
}
