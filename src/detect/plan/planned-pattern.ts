import type { CompiledPattern, CompiledSignature } from '../../signatures/table.js'
import { byteClass } from './byte-class.js'
import { leadingText } from './leading-text.js'
import { requiredByte } from './required-byte.js'
import { valueAlphabet } from './value-alphabet.js'
import { indexWords, type WordIndex } from './word-index.js'
import { wordKey } from './word-key.js'

/**
 * A pattern of the plan. What only few patterns ever need is made at its first use. Its members, and those of its
 * matcher, are always all there: objects of one form are quicker to read, and these are read at every hit.
 */
export type PlannedPattern = {
  /** Number of the pattern in the plan. */
  index: number
  signature: CompiledSignature
  pattern: CompiledPattern
  /** Shortest and longest value, in bytes, as in the pattern. */
  minLength: number
  maxLength: number
  /** The signature's `near` words, as `wordKey` writes them. */
  words: readonly string[] | undefined
  /** 1 for bytes that may not stand right before or after a match; a table of 256 bytes, as in `matcher`. */
  leftEdge: Uint8Array
  rightEdge: Uint8Array
  /** All values have one length. */
  isFixed: boolean
  /** And they start with at least four bytes of their own: such a value is known even where nothing delimits it. */
  isPrefixed: boolean
  /** Made by `matcherOf`. */
  matcher: PatternMatcher | undefined
}

/** What matching needs beside the table's own words. Tables have 256 bytes, one for each byte's value. */
export type PatternMatcher = {
  /** The value's expression, sticky, with flag `s`. */
  regex: RegExp
  /** 1 for bytes that a match may hold. */
  alphabet: Uint8Array
  /** What every match starts with; it may be nothing. */
  head: Uint8Array
  /** A byte that every match holds, if there is a rare one; else -1. */
  required: number
  /** The words, to search a text for. */
  wordIndex: WordIndex
}

/** Prepares one pattern of a signature. */
export function planPattern(signature: CompiledSignature, pattern: CompiledPattern, index: number): PlannedPattern {
  const { minLength, maxLength, leftEdge, rightEdge } = pattern
  return {
    index,
    signature,
    pattern,
    minLength,
    maxLength,
    words: signature.near?.words.map(wordKey),
    leftEdge: leftEdge === undefined ? noByte : byteClass(leftEdge),
    rightEdge: rightEdge === undefined ? noByte : byteClass(rightEdge),
    isFixed: minLength === maxLength,
    isPrefixed: minLength === maxLength && prefix.test(pattern.template),
    matcher: undefined,
  }
}

const noByte = new Uint8Array(256)

/** What it takes to match the pattern. */
export function matcherOf(planned: PlannedPattern): PatternMatcher {
  planned.matcher ??= makeMatcher(planned)
  return planned.matcher
}

function makeMatcher({ pattern, words = [] }: PlannedPattern): PatternMatcher {
  const { regex, shape } = pattern
  return {
    regex: new RegExp(regex, 'sy'),
    alphabet: valueAlphabet(regex),
    head: leadingText(regex),
    // A PEM block is delimited by code, and so are its limits.
    required: (shape?.kind === 'pem' ? undefined : requiredByte(regex)) ?? -1,
    wordIndex: indexWords(words),
  }
}

/** Four or more plain characters at a template's start, or alternatives of such. */
const prefix = /^(?:[^{}()[\]|\\]{4}|\((?:[^{}()[\]|\\]{4,}\|)*[^{}()[\]|\\]{4,}\))/
