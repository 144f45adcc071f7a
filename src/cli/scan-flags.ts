import { type Severity, severities } from '../findings/finding.js'
import type { IgnoreRule } from '../findings/ignore/rule.js'
import { Failure } from '../problem.js'
import { type FormatName, formatNames, isFormatName } from '../report/formats.js'
import type { SignatureChoice } from '../scan/signatures-in-force.js'
import type { UnwrapOptions } from '../unwrap/limits.js'
import { type FailOn, isSeverity } from './fail-on.js'
import {
  readBase,
  readConcurrency,
  readDockerHost,
  readFailOn,
  readHost,
  readPlatform,
  wrong,
} from './inputs/flag-values.js'
import { type Mirror, readMirror } from './inputs/registry-mirror.js'
import { type RawUnwrapFlags, readUnwrapFlags } from './inputs/unwrap.js'
import { readChoice } from './signatures/choice.js'

/** The flags of `jetsam scan` as commander hands them over: all that it has not checked is still a string. */
export type RawScanFlags = RawUnwrapFlags & {
  all?: boolean
  compose?: string[]
  profile?: string[]
  pull: string
  dockerHost?: string
  platform?: string
  username?: string
  passwordStdin?: boolean
  insecureRegistry?: string[]
  registryMirror?: string[]
  registryCa?: string[]
  format: string[]
  output: string[]
  failOn: string
  severity?: string
  signatures?: string[]
  only?: string[]
  skip?: string[]
  baseline?: string
  newOnly?: boolean
  /** False with `--no-ignore-file`. */
  ignoreFile?: string | false
  showSecrets?: boolean
  strict?: boolean
  /** False with `--no-cache`; unset where there is no such flag. */
  cache?: boolean
  cacheDir?: string
  quiet?: boolean
  color: boolean
  concurrency?: string
  dockerfile?: string
  base?: string[]
  /** The configuration; false with `--no-config`. Unset: one that is found. */
  config?: string | false
  /** Which of all these were given, and not left to their defaults. */
  given?: ReadonlySet<string>
  /** What is ignored by the configuration. */
  rules?: IgnoreRule[]
}

export type ScanFlags = {
  all: boolean
  /** Compose files, and the profiles to leave others out for. */
  compose: string[]
  profiles: string[]
  pull: 'missing' | 'always' | 'never'
  dockerHost?: string
  platform?: string
  /** Of the registry; its password comes by stdin. */
  username?: string
  insecureRegistries: string[]
  registryMirrors: Mirror[]
  registryAuthorities: string[]
  /** As given, each once; none: the table. */
  formats: FormatName[]
  output: string[]
  failOn: FailOn
  severity: Severity
  choice: SignatureChoice
  /** The file of what is known. */
  baseline?: string
  /** Whether what is known is left out of the report. */
  newOnly: boolean
  /** The file of what is ignored; false: none. Unset: one that is found. */
  ignoreFile?: string | false
  /** What is ignored beside that. */
  rules: IgnoreRule[]
  showSecrets: boolean
  strict: boolean
  /** What of unwrapping is not left to the defaults. */
  unwrap?: UnwrapOptions
  /** Whether the layer cache is used, and where it is if not in its usual folder. */
  cache: boolean
  cacheDir?: string
  quiet: boolean
  colour: boolean
  concurrency?: number
  dockerfile?: string
  /** Images that those are built on. */
  bases: string[]
}

/** The flags, checked. Throws a `Failure` with the code `usage` that names the flag and what it takes. */
export function readScanFlags(raw: RawScanFlags): ScanFlags {
  const { pull, severity = 'info', platform, concurrency } = raw
  if (pull !== 'missing' && pull !== 'always' && pull !== 'never') {
    throw wrong('--pull', pull, 'must be missing, always or never')
  }
  if (!isSeverity(severity)) throw wrong('--severity', severity, `must be one of ${severities.join(', ')}`)
  return {
    all: raw.all === true,
    ...readComposeFlags(raw),
    pull,
    ...(raw.dockerHost !== undefined && { dockerHost: readDockerHost(raw.dockerHost) }),
    ...(platform !== undefined && { platform: readPlatform(platform) }),
    ...readLogin(raw),
    insecureRegistries: (raw.insecureRegistry ?? []).map(readHost),
    registryMirrors: (raw.registryMirror ?? []).map(readMirror),
    registryAuthorities: raw.registryCa ?? [],
    formats: [...new Set(raw.format.map(readFormat))],
    output: raw.output,
    failOn: readFailOn(raw.failOn),
    severity,
    choice: readChoice(raw),
    ...readGateFlags(raw),
    rules: raw.rules ?? [],
    showSecrets: raw.showSecrets === true,
    strict: raw.strict === true,
    ...readUnwrapFlags(raw),
    cache: raw.cache === true,
    ...(raw.cacheDir !== undefined && { cacheDir: raw.cacheDir }),
    quiet: raw.quiet === true,
    colour: raw.color,
    ...(concurrency !== undefined && { concurrency: readConcurrency(concurrency) }),
    ...(raw.dockerfile !== undefined && { dockerfile: raw.dockerfile }),
    bases: (raw.base ?? []).map(readBase),
  }
}

function readComposeFlags({ compose = [], profile: profiles = [] }: RawScanFlags) {
  if (compose.some((file) => file.trim() === '')) throw wrong('--compose', '', 'must name a file')
  if (profiles.length > 0 && compose.length === 0) {
    throw new Failure({ code: 'usage', message: '--profile needs a --compose', hint: 'jetsam scan --compose FILE' })
  }
  return { compose, profiles }
}

function readGateFlags({ baseline, newOnly = false, ignoreFile }: RawScanFlags) {
  if (ignoreFile === '') throw wrong('--ignore-file', ignoreFile, 'must name a file')
  if (baseline?.trim() === '') throw wrong('--baseline', baseline, 'must name a file')
  if (newOnly && baseline === undefined) {
    const hint = 'name what is known with --baseline FILE; jetsam baseline makes it'
    throw new Failure({ code: 'usage', message: '--new-only needs a --baseline', hint })
  }
  return { ...(baseline !== undefined && { baseline }), newOnly, ...(ignoreFile !== undefined && { ignoreFile }) }
}

function readFormat(text: string): FormatName {
  if (!isFormatName(text)) throw wrong('--format', text, `must be one of ${formatNames.join(', ')}`)
  return text
}

function readLogin({ username, passwordStdin }: RawScanFlags): { username?: string } {
  if (username === undefined && !passwordStdin) return {}
  const hint = 'echo "$TOKEN" | jetsam scan --username NAME --password-stdin registry:HOST/IMAGE'
  if (username === undefined) throw new Failure({ code: 'usage', message: '--password-stdin needs --username', hint })
  if (!passwordStdin) throw new Failure({ code: 'usage', message: '--username needs --password-stdin', hint })
  if (username === '' || username.includes(':')) throw wrong('--username', username, 'must be a name without a colon')
  return { username }
}
