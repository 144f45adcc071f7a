import { arch } from 'node:process'
import { Failure } from '../problem.js'
import { textOf } from './json-shape.js'

/** What an image runs on, in Go's words (https://go.dev/doc/install/source#environment), normalised. */
export type Platform = { os: string; architecture: string; variant?: string }

/** Which platforms of an image that has several: one, or every one. */
export type PlatformChoice = Platform | 'all'

/** Names that other tools and Node have for an architecture; as in containerd's platforms package. */
const architectures = new Map<string, Pick<Platform, 'architecture' | 'variant'>>([
  ['x86_64', { architecture: 'amd64' }],
  ['x86-64', { architecture: 'amd64' }],
  ['x64', { architecture: 'amd64' }],
  ['i386', { architecture: '386' }],
  ['ia32', { architecture: '386' }],
  ['aarch64', { architecture: 'arm64' }],
  ['armhf', { architecture: 'arm', variant: 'v7' }],
  ['armel', { architecture: 'arm', variant: 'v6' }],
  ['ppc64', { architecture: 'ppc64le' }],
])

/** What a variant is when nothing is said of it. */
const defaultVariants = new Map([
  ['arm', 'v7'],
  ['arm64', 'v8'],
  ['amd64', 'v1'],
])

const operatingSystems = new Set(['linux', 'windows', 'darwin', 'freebsd', 'wasip1', 'wasi'])

/**
 * Reads `linux/arm64/v8`, `linux/amd64`, and, as the Docker CLI does, an architecture (`arm64`) or a system (`windows`) alone.
 * @throws Failure `usage` if it is none of these
 */
export function parsePlatform(text: string): Platform {
  const parts = text.trim().toLowerCase().split('/')
  const known = parts.length <= 3 && parts.every((part) => /^[a-z0-9_.-]{1,32}$/.test(part))
  if (!known) {
    const hint = 'A platform is written like linux/amd64 or linux/arm/v7'
    throw new Failure({ code: 'usage', message: `not a platform: ${JSON.stringify(text.slice(0, 80))}`, hint })
  }
  const [first, second, third] = parts as [string, string?, string?]
  if (second !== undefined) return normalized(first, second, third)
  const host = hostPlatform()
  return operatingSystems.has(first) ? normalized(first, host.architecture, host.variant) : normalized('linux', first)
}

/**
 * Reads a platform, or the word `all`.
 * @throws Failure `usage` if it is neither
 */
export function parsePlatformChoice(text: string): PlatformChoice {
  return text.trim().toLowerCase() === 'all' ? 'all' : parsePlatform(text)
}

/** The one platform that was chosen, if one was. */
export function onePlatform(choice: PlatformChoice | undefined): Platform | undefined {
  return choice === 'all' ? undefined : choice
}

/** The `os`, `architecture` and `variant` of a config, or of a descriptor's platform; undefined without the first two. */
export function readPlatform(value: unknown): Platform | undefined {
  const os = textOf(value, 'os').toLowerCase()
  const architecture = textOf(value, 'architecture').toLowerCase()
  if (os === '' || architecture === '') return undefined
  return normalized(os, architecture, textOf(value, 'variant').toLowerCase())
}

/** `os/architecture`, with `/variant` where one is told. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant ? `${os}/${architecture}/${variant}` : `${os}/${architecture}`
}

/** Whether an image for `offered` is one for `asked`: an untold variant is the usual one, and one that was not asked for does not count. */
export function platformMatches(offered: Platform, asked: Platform): boolean {
  if (offered.os !== asked.os || offered.architecture !== asked.architecture) return false
  return asked.variant === undefined || variantOf(offered) === variantOf(asked)
}

/** Orders by text, so that the same platforms always stand in the same order. */
export function comparePlatforms(a: Platform, b: Platform): number {
  const [left, right] = [formatPlatform(a), formatPlatform(b)]
  return Number(left > right) - Number(left < right)
}

/** What this machine's engine runs: Linux, in a virtual machine if need be. */
export function hostPlatform(architecture: string = arch): Platform {
  return normalized('linux', architecture)
}

function normalized(os: string, architecture: string, variant?: string): Platform {
  const alias = architectures.get(architecture)
  const told = variant || alias?.variant
  const plain: Platform = { os, architecture: alias?.architecture ?? architecture }
  // containerd drops the variant that goes without saying on arm64.
  return told && !(plain.architecture === 'arm64' && told === 'v8') ? { ...plain, variant: told } : plain
}

function variantOf({ architecture, variant }: Platform): string | undefined {
  return variant ?? defaultVariants.get(architecture)
}
