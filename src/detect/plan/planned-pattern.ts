import type { CompiledPattern, CompiledSignature } from '../../signatures/table.js'
import { byteClass } from './byte-class.js'
import { wordKey } from './word-key.js'

/** A pattern with what matching needs beside the table's own words. */
export type PlannedPattern = {
  /** Number of the pattern in the plan. */
  index: number
  signature: CompiledSignature
  pattern: CompiledPattern
  /** Bytes that may not stand right before or after a match: 1 where forbidden. */
  leftEdge?: Uint8Array
  rightEdge?: Uint8Array
  /** The signature's `near` words, as `wordKey` writes them. */
  words?: ReadonlySet<string>
  /** The value has one length and starts with at least four bytes of its own: it is known even where nothing delimits it. */
  isPrefixed: boolean
  /** The value's expression, sticky, with flag `s`; compiled at its first use. */
  regex(): RegExp
}

/** Prepares one pattern of a signature. */
export function planPattern(signature: CompiledSignature, pattern: CompiledPattern, index: number): PlannedPattern {
  let regex: RegExp | undefined
  const planned: PlannedPattern = {
    index,
    signature,
    pattern,
    isPrefixed: pattern.minLength === pattern.maxLength && prefix.test(pattern.template),
    regex: () => {
      regex ??= new RegExp(pattern.regex, 'sy')
      return regex
    },
  }
  if (pattern.leftEdge !== undefined) planned.leftEdge = byteClass(pattern.leftEdge)
  if (pattern.rightEdge !== undefined) planned.rightEdge = byteClass(pattern.rightEdge)
  if (signature.near !== undefined) planned.words = new Set(signature.near.words.map(wordKey))
  return planned
}

/** Four or more plain characters at a template's start, or alternatives of such. */
const prefix = /^(?:[^{}()[\]|\\]{4}|\((?:[^{}()[\]|\\]{4,}\|)*[^{}()[\]|\\]{4,}\))/
