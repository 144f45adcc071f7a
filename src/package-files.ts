import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package, from wherever its code runs: the sources, what they compile to, or the program that is shipped. */
const root = folderOfPackage(dirname(fileURLToPath(import.meta.url)))

function folderOfPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderOfPackage(dirname(folder))
}

/** The path of a file of this package, told from its own folder. */
export function packageFile(path: string): string {
  return join(root, path)
}
