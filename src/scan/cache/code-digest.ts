import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageFile } from '../../package-files.js'

/** Rooms whose code has no part in what the cache keeps. */
const others = /^(?:cli|report|demo|fleet|types|main\.)/
/** What the build compiles from, in one folder; the program that is shipped consists of it. */
const root = fileURLToPath(new URL('../..', import.meta.url))
/** Where the build writes the digest. */
export const codeDigestFile = packageFile('dist/code-digest')

/** SHA-256, in hex, over all code that has a part in what the cache keeps; undefined if the build did not write it. */
export function codeDigest(): string | undefined {
  if (import.meta.url.endsWith('.ts')) return digestOfCode()
  try {
    return readFileSync(codeDigestFile, 'utf8')
  } catch {
    return undefined
  }
}

/** Computed over the files themselves, so that nobody has to remember to raise a version. */
export function digestOfCode(): string {
  const hash = createHash('sha256')
  for (const folder of [root, packageFile('dist/wasm')]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (others.test(name) || !/\.(?:js|ts|wasm)$/.test(name)) continue
      hash.update(`${name}\0`)
      hash.update(
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest(),
      )
    }
  }
  return hash.digest('hex')
}
