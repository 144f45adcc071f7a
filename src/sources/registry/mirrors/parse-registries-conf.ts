import { parse } from 'smol-toml'
import { z } from 'zod'
import type { RegistryRule } from './rules.js'

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

/** The rules of a `registries.conf`, or in words why it is none. */
export function parseRegistriesConf(text: string): RegistryRule[] | string {
  let toml: unknown
  try {
    toml = parse(text)
  } catch {
    return 'it is no TOML'
  }
  const read = schema.safeParse(toml)
  if (!read.success) return `${read.error.issues[0]?.path.join('.') ?? ''} is not what it should be`
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

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '')
}
