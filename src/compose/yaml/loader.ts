import { isAbsolute, relative, resolve } from 'node:path'
import { fromByteString } from '../../findings/byte-string.js'
import type { ComposeNode } from './node.js'
import { readTextFile } from './read-text-file.js'
import { readYaml } from './read-yaml.js'
import type { TextFile } from './text-file.js'

/** So many files a project may consist of. */
export const maxComposeFiles = 200

/** Reads the files of a project, each once, and remembers what went wrong. Paths are absolute. */
export type Loader = {
  /** Undefined where it cannot be read, which is then told; a missing one only if it is needed. */
  text(path: string, isNeeded: boolean): Promise<TextFile | undefined>
  /** A file that is no part of the project; undefined where it cannot be read. */
  look(path: string): Promise<TextFile | undefined>
  /** The documents of a YAML file; none where it cannot be read. */
  yaml(path: string): Promise<{ file: TextFile; documents: ComposeNode[] } | undefined>
  /** All files that were read. */
  files(): TextFile[]
  /** Those of them that are Compose files. */
  yamlFiles(): TextFile[]
  /** Notes what is wrong, in words; the same twice counts once. */
  tell(mistake: string): undefined
  /** What was told. */
  mistakes: string[]
}

/** `cwd`: what paths are told from, where they lie below it. */
export function createLoader(cwd: string): Loader {
  const texts = new Map<string, Promise<TextFile | undefined>>()
  const yamls = new Map<string, Promise<{ file: TextFile; documents: ComposeNode[] } | undefined>>()
  const read: TextFile[] = []
  const parsed: TextFile[] = []
  const mistakes: string[] = []
  const once = async (path: string, isNeeded: boolean) => {
    if (texts.size > maxComposeFiles) return tell(`more than ${maxComposeFiles} files`)
    const found = await readTextFile(path, shownPath(path, cwd))
    if ('text' in found) {
      read.push(found)
      return found
    }
    return found.isMissing && !isNeeded ? undefined : tell(found.reason)
  }
  const tell = (mistake: string) => {
    if (!mistakes.includes(mistake)) mistakes.push(mistake)
    return undefined
  }
  const text = (path: string, isNeeded: boolean) => {
    const known = texts.get(path)
    if (known === undefined) {
      const first = once(path, isNeeded)
      texts.set(path, first)
      return first
    }
    return known.then((file) => file ?? (isNeeded ? once(path, true) : undefined))
  }
  const parse = async (path: string) => {
    const file = await text(path, true)
    if (file === undefined) return undefined
    parsed.push(file)
    const { documents, mistakes: own } = readYaml(file)
    own.map(tell)
    return { file, documents }
  }
  const yaml = (path: string) => {
    const known = yamls.get(path) ?? parse(path)
    yamls.set(path, known)
    return known
  }
  const look = async (path: string) => {
    const found = await readTextFile(path, shownPath(path, cwd))
    return 'text' in found ? found : undefined
  }
  return { text, look, tell, yaml, files: () => read, yamlFiles: () => parsed, mistakes }
}

/** A path of a Compose file, a byte string, from a folder; undefined for what is no path on this machine (a Git repository, an OCI artifact). */
export function pathFrom(folder: string, path: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:|^[\w.-]+@[\w.-]+:|\0/i.test(path) ? undefined : resolve(folder, fromByteString(path))
}

function shownPath(path: string, cwd: string): string {
  const from = relative(cwd, path)
  return from === '' || from.startsWith('..') || isAbsolute(from) ? path : from
}
