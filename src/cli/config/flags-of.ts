import { relative, resolve } from 'node:path'
import type { RawScanFlags } from '../scan-flags.js'
import type { Config } from './schema.js'

/** The settings as flags, as commander would hand them over. Paths are relative to `folder`, in which the configuration lies. */
export function flagsOf(config: Config, folder: string): Partial<RawScanFlags> {
  const at = (path: string) => resolve(folder, path)
  // These are told in reports and messages, where a path from the working directory says more.
  const shownAt = (path: string) => relative('.', at(path))
  const { format, output, signatures, only, skip, platform, pull, severity, strict, cache, quiet, concurrency } = config
  const flags: Partial<RawScanFlags> = {
    failOn: config['fail-on'],
    severity,
    format: listOf(format),
    output: listOf(output)?.map((spec) => outputAt(spec, at)),
    pull,
    platform,
    signatures: listOf(signatures)?.map(at),
    only: listOf(only),
    skip: listOf(skip),
    baseline: config.baseline && shownAt(config.baseline),
    newOnly: config['new-only'],
    ignoreFile: config['ignore-file'] && at(config['ignore-file']),
    dockerfile: config.dockerfile && shownAt(config.dockerfile),
    base: listOf(config.base),
    strict,
    unwrap: config.unwrap,
    unwrapDepth: config['unwrap-depth']?.toString(),
    unwrapSize: config['unwrap-size']?.toString(),
    unwrapRatio: config['unwrap-ratio']?.toString(),
    unwrapTime: config['unwrap-time']?.toString(),
    spool: config.spool,
    spoolSize: config['spool-size']?.toString(),
    cache,
    cacheDir: config['cache-dir'] && at(config['cache-dir']),
    concurrency: concurrency?.toString(),
    quiet,
  }
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))
}

function listOf(one: string | string[] | undefined): string[] | undefined {
  return typeof one === 'string' ? [one] : one
}

/** `FORMAT=FILE` or `FILE`; `-` is stdout. */
function outputAt(spec: string, at: (path: string) => string): string {
  const prefix = /^[a-z]+=/.exec(spec)?.[0] ?? ''
  const file = spec.slice(prefix.length)
  return file === '-' || file === '' ? spec : prefix + at(file)
}
