import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../../problem.js'
import type { Surroundings } from '../../options.js'
import type { RegistryRule } from './rules.js'

/** Longer files are no configuration. In bytes. */
const longestFile = 1024 * 1024

/** Where the files of a whole machine are, as Podman, Buildah and Skopeo look for them. */
const systemFolder = '/etc/containers'

/**
 * The rules of the `registries.conf` that is in force for this user, and of the files beside it, whose rules for a prefix replace earlier ones
 * (https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md and containers-registries.conf.d.5.md).
 * @throws Failure `config-invalid` for a file that is there and cannot be read: it may block a registry
 */
export async function readRegistriesConf({ env, home }: Pick<Surroundings, 'env' | 'home'>): Promise<RegistryRule[]> {
  const byPrefix = new Map<string, RegistryRule>()
  for (const path of await filesInForce(env, home)) {
    for (const rule of await rulesIn(path)) byPrefix.set(rule.prefix, rule)
  }
  return [...byPrefix.values()]
}

async function filesInForce(env: Surroundings['env'], home: string): Promise<string[]> {
  const user = join(env.XDG_CONFIG_HOME || join(home, '.config'), 'containers')
  const named = env.CONTAINERS_REGISTRIES_CONF
  const own = join(user, 'registries.conf')
  const ofUser = await dropIns(user)
  // Who has a file of their own is not bound by the machine's.
  if (!named && (await textOf(own)) !== undefined) return [own, ...ofUser]
  return [named || join(systemFolder, 'registries.conf'), ...(await dropIns(systemFolder)), ...ofUser]
}

async function dropIns(folder: string): Promise<string[]> {
  const path = join(folder, 'registries.conf.d')
  const names = await readdir(path).catch(() => [])
  return names
    .filter((name) => name.endsWith('.conf'))
    .sort()
    .map((name) => join(path, name))
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(path)
    if (bytes.length > longestFile) throw invalid(path, 'it is too long')
    return bytes.toString('utf8')
  } catch (error) {
    if (error instanceof Failure) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw invalid(path, `it cannot be read (${code ?? 'unknown'})`)
  }
}

async function rulesIn(path: string): Promise<RegistryRule[]> {
  const text = await textOf(path)
  if (text === undefined) return []
  // Few have such a file, and what reads it takes its time to load.
  const { parseRegistriesConf } = await import('./parse-registries-conf.js')
  const read = parseRegistriesConf(text)
  if (typeof read === 'string') throw invalid(path, read)
  return read
}

function invalid(path: string, why: string): Failure {
  const hint = 'Mend it, or name another one by CONTAINERS_REGISTRIES_CONF'
  return new Failure({ code: 'config-invalid', message: `${path}: ${why}`, hint })
}
