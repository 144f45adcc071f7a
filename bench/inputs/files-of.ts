import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The paths of all regular files in a folder. */
export function* filesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield join(entry.parentPath, entry.name)
  }
}
