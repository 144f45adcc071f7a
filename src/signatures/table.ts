import type { Severity } from '../findings/finding.js'
import type { RegexRule } from './regex-rule.js'

/**
 * The compiled signatures: what the build writes to `dist/signatures.json` and what the detector reads.
 * Plain data, so that it loads without zod, yaml or the template compiler.
 */
export type SignatureTable = {
  /** SHA-256 (hex) over the canonical JSON of all the rest. */
  digest: string
  signatures: CompiledSignature[]
  /** What is found by regular expressions of users. */
  rules?: RegexRule[]
  /** Ids of signatures that the user does not want to hear of. They keep their bytes, and what they find is masked. */
  untold?: string[]
}

export type CompiledSignature = {
  id: string
  title: string
  provider?: string
  severity: Severity
  /** `identifier`: public by itself (an AWS key id); a finding only where it says so by its severity `low`. */
  kind: 'secret' | 'identifier'
  /** A generic signature yields to a specific one that recognised the same bytes. */
  generic: boolean
  /** The vendor's page that proves the format. */
  docs?: string
  /** The page where its owner revokes it. */
  revoke?: string
  /** Name of a remedy in `src/findings/remedies`, where the exposure's own does not fit (e.g. `ssh-host-key`). */
  remedy?: string
  /** Confidence of a match whose checks say neither yes nor no. */
  confidence: 'likely' | 'possible'
  /** Words by which a user chooses among signatures. */
  tags?: string[]
  /** Without patterns it is found by an inspector (a parser, a variable's name) or by a rule of the table. */
  patterns: CompiledPattern[]
  /** One of these words must stand near the value, as a word or as a part of a key's name. Lower case. */
  near?: { words: string[]; within: number }
}

export type CompiledPattern = {
  /** The template it came from, in the notation of `docs/signatures.md`. */
  template: string
  /** Source of a regular expression (flag `s`, over byte strings) that matches the value only, without its delimiters. */
  regex: string
  minLength: number
  /** Upper bound of a match in bytes; open ranges are cut at 65,536. */
  maxLength: number
  /**
   * Every match holds one of these literals, starting between `min` and `max` bytes after the match's start. Each is at least four
   * bytes long; a shorter literal is multiplied out with the class that follows it, if that gives few enough.
   * Empty: the pattern is found by the words of `near`.
   */
  anchors: { text: string; ignoreCase: boolean; min: number; max: number }[]
  /** Bytes that would make the value longer: none of them may stand before or after it. A regex class, e.g. `[A-Za-z0-9_-]`. */
  leftEdge?: string
  rightEdge?: string
  /** `{pem:LABEL}` and `{jwt}` are consumed and checked by code, not by the regular expression alone. */
  shape?: { kind: 'pem'; label: string } | { kind: 'jwt' }
  /** Checks to run on a match, by name, with arguments where they need some, e.g. `crc32:4` (digits start after 4 bytes of prefix). */
  checks: string[]
}
