import type { SignatureTable } from '../../signatures/table.js'
import { bestKeyOffset } from '../prefilter/key-offset.js'
import { type KeyTables, keyTables } from '../prefilter/key-tables.js'
import type { WordTables } from '../prefilter/word-tables.js'
import { type AnchorGroup, groupByKey } from './anchor-group.js'
import { entryOf, lookedForOf } from './entry.js'
import { type PlannedPattern, planPattern } from './planned-pattern.js'
import { indexWords, longestName, tablesOf, type WordIndex } from './word-index.js'

/** One literal of a pattern, as the confirmation of a hit needs it. */
export type PlannedAnchor = {
  planned: PlannedPattern
  /** The literal's bytes; lower case if case does not count. */
  literal: Uint8Array
  ignoreCase: boolean
  /** Where the four bytes of the prefilter stand in the literal. */
  keyOffset: number
  /** Distance from the match's start to the literal's, in bytes. */
  min: number
  max: number
  /** The literal is not part of the value but a word before it. */
  isWord: boolean
}

/** A signature table made ready for matching. Made once; holds no state of a scan. */
export type DetectionPlan = {
  patterns: PlannedPattern[]
  signatureIds: ReadonlySet<string>
  keys: KeyTables
  /** The anchors of each key, by its number. */
  anchorsOfKey: readonly AnchorGroup[]
  /** The patterns that a word (see `wordKey`) near a run of token characters calls for. */
  patternsByWord: ReadonlyMap<string, readonly PlannedPattern[]>
  /** Those words, to search a text for. */
  wordIndex: WordIndex
  /** The same for the prefilter. */
  words: WordTables
  /** How far before a run such a word may stand: the largest `within` of them, in bytes. */
  farthestWord: number
}

/** Sorts the table's patterns by the way in which they are found. `marks`: see `DetectorOptions`. */
export function planDetection(table: SignatureTable, marks: readonly string[] = []): DetectionPlan {
  const patterns: PlannedPattern[] = []
  const anchors: PlannedAnchor[] = []
  const patternsByWord = new Map<string, PlannedPattern[]>()
  let farthestWord = 0
  for (const signature of table.signatures) {
    for (const pattern of signature.patterns) {
      const planned = planPattern(signature, pattern, patterns.length)
      patterns.push(planned)
      const entry = entryOf(signature, pattern)
      if (entry.kind === 'anchor') {
        for (const { text, ignoreCase, min, max } of entry.anchors)
          anchors.push(planAnchor(planned, text, ignoreCase, min, max))
        continue
      }
      if (entry.kind === 'run') {
        farthestWord = Math.max(farthestWord, signature.near?.within ?? 0)
        for (const word of planned.words ?? []) patternsByWord.set(word, [...(patternsByWord.get(word) ?? []), planned])
      }
      for (const part of new Set(entry.words.flatMap(lookedForOf))) {
        anchors.push({ ...planAnchor(planned, part, true, 0, 0), isWord: true })
      }
    }
  }
  const anchorsByKey = groupByKey(anchors, marks)
  const wordIndex = indexWords(patternsByWord.keys())
  return {
    patterns,
    signatureIds: new Set(table.signatures.map((signature) => signature.id)),
    keys: keyTables([...anchorsByKey.keys()]),
    anchorsOfKey: [...anchorsByKey.values()],
    patternsByWord,
    wordIndex,
    words: tablesOf(wordIndex, farthestWord + longestName),
    farthestWord,
  }
}

function planAnchor(
  planned: PlannedPattern,
  text: string,
  ignoreCase: boolean,
  min: number,
  max: number,
): PlannedAnchor {
  const literal = Buffer.from(ignoreCase ? text.toLowerCase() : text, 'latin1')
  return { planned, literal, ignoreCase, keyOffset: bestKeyOffset(literal), min, max, isWord: false }
}
