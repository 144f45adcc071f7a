import { isDefaultPassword } from '../../detect/values/default-password.js'
import { isPlaceholder } from '../../detect/values/placeholder.js'
import { isReference } from '../../detect/values/reference.js'
import { estimateBits } from '../../detect/values/strength.js'
import type { Candidate } from '../../findings/candidate.js'
import type { Confidence } from '../../findings/finding.js'

/** Below this a secret is called weak: an offline guesser has it within hours. */
const weakBelowBits = 40

export type SecretField = {
  /** Id in the signature table. */
  signature: string
  /** The name under which the value stands. */
  key?: string
  /** The account that the secret belongs to, if known. */
  user?: string
  /** `likely` if not said. */
  confidence?: Confidence
}

/**
 * Judges a value of a field that is known to hold a secret. A placeholder, a reference or nothing gives no candidate; a well-known
 * default gives `default-password`, `low`; all else is a candidate. Offsets are relative to `value`; surrounding quotes are left out.
 */
export function judgeSecret(value: string, field: SecretField): Candidate[] {
  const { text, start } = unquote(value)
  // What an account is given is its password, however poor.
  const known = isDefaultPassword(text, field.user) && (field.user !== undefined || isCounted(text, field))
  // An account's password may well be its name, a variable's value hardly ever is.
  if (!known && (isPlaceholder(text, nameToRepeat(text, field)) || isReference(text))) return []
  const place = {
    secret: text,
    start,
    end: start + text.length,
    ...(field.key === undefined ? {} : { key: field.key }),
  }
  if (known || isDefaultPassword(text, field.user)) {
    const owner = field.key ?? field.user ?? field.signature
    return [
      {
        ...place,
        signature: 'default-password',
        confidence: 'likely',
        severity: 'low',
        reasons: ['a well-known default password'],
        identity: `default:${owner}:${text}`,
      },
    ]
  }
  const weak = estimateBits(text) < weakBelowBits
  return [
    {
      ...place,
      signature: field.signature,
      confidence: field.confidence ?? 'likely',
      ...(weak ? { severity: 'medium' as const } : {}),
      reasons: weak ? ['weak: it can be guessed'] : [],
    },
  ]
}

/** `abc123` stands for nothing under most names; as a password it is one. */
function isCounted(text: string, { signature }: SecretField): boolean {
  return /^abc/i.test(text) && signature.includes('password')
}

/** The name that a placeholder would repeat. `root_password` is what a server is given, whatever the name under which it stands. */
function nameToRepeat(text: string, { key, user }: SecretField): string | undefined {
  return key === user || /^(?:root|admin)[-_]?pass/i.test(text) ? undefined : key
}

/** A value without blanks and one pair of quotes round it (Python's `u'…'` too), and where it starts. */
export function unquote(value: string): { text: string; start: number } {
  let start = 0
  let end = value.length
  while (start < end && /\s/.test(value[start] ?? '')) start++
  while (end > start && /\s/.test(value[end - 1] ?? '')) end--
  // A line that a Dockerfile continues.
  if (value[end - 1] === '\\' && (end - 1 === start || /\s/.test(value[end - 2] ?? ''))) end--
  while (end > start && /\s/.test(value[end - 1] ?? '')) end--
  if (/^[ubr]['"]/i.test(value.slice(start, start + 2)) && end - start >= 3 && value[end - 1] === value[start + 1])
    start++
  const quote = value[start]
  if (end - start >= 2 && (quote === '"' || quote === "'") && value[end - 1] === quote) {
    start++
    end--
  }
  return { text: value.slice(start, end), start }
}
