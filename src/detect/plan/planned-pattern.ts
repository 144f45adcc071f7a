import type { CompiledPattern, CompiledSignature } from '../../signatures/table.js'
import { byteClass } from './byte-class.js'
import { requiredByte } from './required-byte.js'
import { valueAlphabet } from './value-alphabet.js'
import { indexWords, type WordIndex } from './word-index.js'
import { wordKey } from './word-key.js'

/** A pattern of the plan. What only few patterns ever need is made at its first use. */
export type PlannedPattern = {
  /** Number of the pattern in the plan. */
  index: number
  signature: CompiledSignature
  pattern: CompiledPattern
  /** The signature's `near` words, as `wordKey` writes them. */
  words?: readonly string[]
  matcher(): PatternMatcher
}

/** What matching needs beside the table's own words. Tables have 256 bytes, one for each byte's value. */
export type PatternMatcher = {
  /** The value's expression, sticky, with flag `s`. */
  regex: RegExp
  /** 1 for bytes that a match may hold. */
  alphabet: Uint8Array
  /** A byte that every match holds; only where it is a rare one. */
  required?: number
  /** 1 for bytes that may not stand right before or after a match. */
  leftEdge?: Uint8Array
  rightEdge?: Uint8Array
  /** The words, to search a text for. */
  wordIndex: WordIndex
  /**
   * The value has one length and starts with at least four bytes of its own: it is known even where nothing delimits
   * it.
   */
  isPrefixed: boolean
}

/** Prepares one pattern of a signature. */
export function planPattern(signature: CompiledSignature, pattern: CompiledPattern, index: number): PlannedPattern {
  let matcher: PatternMatcher | undefined
  const words = signature.near?.words.map(wordKey)
  return {
    index,
    signature,
    pattern,
    ...(words !== undefined && { words }),
    matcher() {
      matcher ??= makeMatcher(pattern, words ?? [])
      return matcher
    },
  }
}

function makeMatcher(pattern: CompiledPattern, words: string[]): PatternMatcher {
  // A PEM block is delimited by code, and so are its limits.
  const required = pattern.shape?.kind === 'pem' ? undefined : requiredByte(pattern.regex)
  return {
    regex: new RegExp(pattern.regex, 'sy'),
    alphabet: valueAlphabet(pattern.regex),
    ...(required !== undefined && { required }),
    ...(pattern.leftEdge !== undefined && { leftEdge: byteClass(pattern.leftEdge) }),
    ...(pattern.rightEdge !== undefined && { rightEdge: byteClass(pattern.rightEdge) }),
    wordIndex: indexWords(words),
    isPrefixed: pattern.minLength === pattern.maxLength && prefix.test(pattern.template),
  }
}

/** Four or more plain characters at a template's start, or alternatives of such. */
const prefix = /^(?:[^{}()[\]|\\]{4}|\((?:[^{}()[\]|\\]{4,}\|)*[^{}()[\]|\\]{4,}\))/
