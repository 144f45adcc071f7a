import { dirname, relative, resolve } from 'node:path'
import type { IgnoreRule } from '../../findings/ignore/rule.js'
import { Failure } from '../../problem.js'
import { readTextFile } from '../gate/read-text-file.js'
import type { RawScanFlags } from '../scan-flags.js'
import { flagsOf } from './flags-of.js'
import { configLimit } from './ignore-file.js'
import { isInside } from './inside.js'
import { compileRule } from './rule-schema.js'
import { configSchema } from './schema.js'
import { readYaml } from './yaml/read-yaml.js'

/** What a configuration says. */
export type ConfigFile = {
  flags: Partial<RawScanFlags>
  rules: IgnoreRule[]
  /** Where each setting stands, by its name: `jetsam.yaml:3`. */
  origins: ReadonlyMap<string, string>
}

/** Reads a configuration. Its name in messages is relative to `cwd`. Throws a `Failure` (`config-invalid`). */
export async function readConfigFile(path: string, cwd: string): Promise<ConfigFile> {
  const shown = relative(resolve(cwd), path)
  const text = await readTextFile(path, { what: 'the configuration', limit: configLimit, code: 'config-invalid' })
  const { value, origin } = readYaml(shown, text, configSchema)
  const folder = dirname(path)
  const flags = flagsOf(value, folder)
  await checkTargets(flags, folder, origin)
  return {
    flags,
    rules: (value.ignore ?? []).map((rule, at) => compileRule(rule, origin(['ignore', at]))),
    origins: new Map(Object.keys(value).map((name) => [name, origin([name])])),
  }
}

/**
 * A configuration comes with a repository, of whoever wrote that: it may have reports and the cache written beside it, and nowhere else.
 */
async function checkTargets(
  { output = [], cacheDir }: Partial<RawScanFlags>,
  folder: string,
  origin: (path: string[]) => string,
): Promise<void> {
  const files = output.map((spec) => spec.replace(/^[a-z]+=/, '')).filter((file) => file !== '-')
  const targets = [
    ...files.map((file) => ['output', file]),
    ...(cacheDir === undefined ? [] : [['cache-dir', cacheDir]]),
  ]
  for (const [setting = '', file = ''] of targets) {
    if (await isInside(file, folder)) continue
    throw new Failure({
      code: 'config-invalid',
      message: `${origin([setting])}: ${setting}: must lie in the folder of this file, or below it`,
      hint: `give another place on the command line, by --${setting}`,
    })
  }
}
