import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'
import { Failure } from '../../../problem.js'
import type { Surroundings } from '../../options.js'
import type { RegistryRule } from './rules.js'

/** Longer files are no configuration. In bytes. */
const longestFile = 1024 * 1024

/** Where the files of a whole machine are, as Podman, Buildah and Skopeo look for them. */
const systemFolder = '/etc/containers'

const location = z.string().min(1).max(1000)
const pulls = z.enum(['all', 'digest-only', 'tag-only'])

/** Version 2 of the format; what else stands there (short names, credential helpers) is not about mirrors. */
const schema = z.object({
  registry: z
    .array(
      z.object({
        prefix: z.string().optional(),
        location: location.optional(),
        insecure: z.boolean().optional(),
        blocked: z.boolean().optional(),
        'mirror-by-digest-only': z.boolean().optional(),
        mirror: z
          .array(
            z.object({
              location,
              insecure: z.boolean().optional(),
              'pull-from-mirror': z.union([pulls, z.literal('')]).optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
})

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
  const read = schema.safeParse(parsed(path, text))
  if (!read.success) throw invalid(path, `${read.error.issues[0]?.path.join('.') ?? ''} is not what it should be`)
  return (read.data.registry ?? []).flatMap((one) => {
    const prefix = withoutSlash(one.prefix || one.location || '')
    if (prefix === '') return []
    const byDigest = one['mirror-by-digest-only'] === true
    return [
      {
        prefix,
        ...(one.location && { location: withoutSlash(one.location) }),
        insecure: one.insecure === true,
        blocked: one.blocked === true,
        mirrors: (one.mirror ?? []).map((mirror) => ({
          location: withoutSlash(mirror.location),
          insecure: mirror.insecure === true,
          pulls: mirror['pull-from-mirror'] || (byDigest ? ('digest-only' as const) : ('all' as const)),
        })),
      },
    ]
  })
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text)
  } catch {
    throw invalid(path, 'it is no TOML')
  }
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '')
}

function invalid(path: string, why: string): Failure {
  const hint = 'Mend it, or name another one by CONTAINERS_REGISTRIES_CONF'
  return new Failure({ code: 'config-invalid', message: `${path}: ${why}`, hint })
}
