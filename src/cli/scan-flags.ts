import { type Severity, severities } from '../findings/finding.js'
import type { IgnoreRule } from '../findings/ignore/rule.js'
import { Failure } from '../problem.js'
import { type FormatName, formatNames, isFormatName } from '../report/formats.js'
import type { SignatureChoice } from '../scan/signatures-in-force.js'
import type { UnwrapOptions } from '../unwrap/limits.js'
import { type FailOn, isSeverity, parseFailOn } from './fail-on.js'
import { type Mirror, readMirror } from './inputs/registry-mirror.js'
import { readUnwrapFlags } from './inputs/unwrap.js'
import { readChoice } from './signatures/choice.js'

/** The form of `--platform`. */
export const platformForm = /^[\w.-]+(\/[\w.-]+){0,2}$/

/** The flags of `jetsam scan` as commander hands them over: all that it has not checked is still a string. */
export type RawScanFlags = {
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
  /** False with `--no-unwrap`. */
  unwrap?: boolean
  unwrapDepth?: string
  unwrapSize?: string
  unwrapRatio?: string
  unwrapTime?: string
  /** False with `--no-spool`. */
  spool?: boolean
  spoolSize?: string
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

/** More images than this at once would only wait for each other. */
export const mostAtOnce = 64

/** The flags, checked. Throws a `Failure` with the code `usage` that names the flag and what it takes. */
export function readScanFlags(raw: RawScanFlags): ScanFlags {
  const { pull, severity = 'info', platform, concurrency } = raw
  if (pull !== 'missing' && pull !== 'always' && pull !== 'never') {
    throw wrong('--pull', pull, 'must be missing, always or never')
  }
  if (!isSeverity(severity)) throw wrong('--severity', severity, `must be one of ${severities.join(', ')}`)
  if (platform !== undefined && !platformForm.test(platform)) {
    throw wrong(
      '--platform',
      platform,
      'must be OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, such as linux/arm64, or all',
    )
  }
  return {
    all: raw.all === true,
    ...readComposeFlags(raw),
    pull,
    ...(raw.dockerHost !== undefined && { dockerHost: readDockerHost(raw.dockerHost) }),
    ...(platform !== undefined && { platform }),
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

function readHost(text: string): string {
  const host = text.toLowerCase()
  if (/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/.test(host)) return host
  throw wrong('--insecure-registry', text, 'must be HOST or HOST:PORT, without a scheme')
}

function readBase(text: string): string {
  if (text.trim() === '') throw wrong('--base', text, 'must name an image')
  if (text === '-' || /^(?:docker|oci)-archive:-/.test(text)) throw wrong('--base', text, 'cannot come on stdin')
  return text
}

function readFailOn(text: string): FailOn {
  try {
    return parseFailOn(text)
  } catch (error) {
    throw wrong('--fail-on', text, (error as RangeError).message)
  }
}

function readDockerHost(text: string): string {
  if (text.trim() === '') throw wrong('--docker-host', text, 'must be an address such as unix:///var/run/docker.sock')
  return text
}

function readConcurrency(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < 1 || number > mostAtOnce) {
    throw wrong('--concurrency', text, `must be a whole number from 1 to ${mostAtOnce}`)
  }
  return number
}

function wrong(flag: string, given: string, rule: string): Failure {
  return new Failure({ code: 'usage', message: `${flag} '${given}': ${rule}` })
}
