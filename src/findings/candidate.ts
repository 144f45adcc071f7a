import type { Confidence, Severity } from './finding.js'

/**
 * Something that a signature or an inspector recognised in one text, before places are known, before merging and policy.
 *
 * A text is a *byte string*: one character (0–255) for each byte, UTF-8 not decoded, so that every offset is a byte offset,
 * whatever the text came from. `src/findings/byte-string.ts` converts.
 */
export type Candidate = {
  /** Id in the signature table. */
  signature: string
  /** The canonical secret: unquoted, unescaped, decoded; a byte string. */
  secret: string
  /** Half-open range of the raw value in its text, in bytes from the text's start. */
  start: number
  end: number
  /** The name under which the value stands, where the format has one. A byte string. */
  key?: string
  confidence: Confidence
  /** What the secret is worth here, if that differs from its signature's severity. */
  severity?: Severity
  /** What raised or lowered severity or confidence, in words. Never holds any part of the secret. */
  reasons: string[]
  /**
   * What makes two secrets the same, if it is not the value: `key:SHA256:…` of a private key's public half.
   * Well-known default passwords set `default:KEY:VALUE`, so that they merge only under the same key.
   */
  identity?: string
  /** The wrappings round the value, outermost first, e.g. `["base64"]`. */
  via?: string[]
  /** When it expires, where that stands beside it and not in it (a certificate), in seconds since 1970. */
  expires?: number
}

/** A candidate whose place in its file is known; both count from 1, `column` in bytes. */
export type LocatedCandidate = Candidate & { line: number; column: number }
