import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Files of signatures that a folder may hold. */
const endings = /\.(?:ya?ml|toml)$/i

/** The file, or all files of signatures in the folder and its sub-folders in order of their names; else why there are none. */
export function findSignatureFiles(path: string): { files: string[] } | { problem: string } {
  try {
    if (!statSync(path).isDirectory()) return { files: [path] }
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => endings.test(name))
    const files = names.sort().map((name) => join(path, name))
    return files.length > 0 ? { files } : { problem: `${path}: the folder holds no .yaml or .toml file` }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return { problem: `${path}: ${code === 'ENOENT' ? 'there is no such file or folder' : `cannot be read (${code})`}` }
  }
}
