import type { Excuse } from '../../findings/excuse.js'
import type { SealedFile, SealedLocated } from '../seal/sealed-layer.js'

/** `__pycache__/NAME.cpython-311.pyc` beside `NAME.py` (PEP 3147), and `NAME.pyc`, as Python 2 and `compileall -b` write it. */
const inCache = /^((?:.*\/)?)__pycache__\/([^/.]+)\.[^/]+\.pyc$/s
const beside = /^((?:.*\/)?)([^/.]+)\.pyc$/s

/**
 * Python compiles what packages bring when it is installed, or first run, so no package lists the result; but the result repeats what is in the
 * source. Gives the excuse for a secret in a compiled file: the one that the same secret has in its source.
 */
export function compiledFrom(
  files: readonly SealedFile[],
  excuses: readonly (Excuse | undefined)[],
): (file: SealedFile, candidate: SealedLocated) => Excuse | undefined {
  const wanted = new Set(files.flatMap((file) => sourceOf(file) ?? []))
  /** By path, then by secret. */
  const sources = new Map<string, Map<string, Excuse>>()
  for (const [i, { path, candidates }] of files.entries()) {
    const excuse = excuses[i]
    if (excuse === undefined || typeof path !== 'string' || !wanted.has(path)) continue
    const secrets = sources.get(path) ?? new Map<string, Excuse>()
    sources.set(path, secrets)
    for (const { secret } of candidates) secrets.set(secret.identity, excuse)
  }
  return (file, candidate) => {
    const excuse = sources.get(sourceOf(file) ?? '')?.get(candidate.secret.identity)
    return excuse && { ...excuse, reason: `compiled from a file that is ${excuse.reason}` }
  }
}

function sourceOf({ path, inName }: SealedFile): string | undefined {
  if (typeof path !== 'string' || inName || !path.endsWith('.pyc')) return undefined
  const found = inCache.exec(path) ?? beside.exec(path)
  return found ? `${found[1]}${found[2]}.py` : undefined
}
