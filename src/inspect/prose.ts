import type { Candidate } from '../findings/candidate.js'
import { inspectCommand } from './commands/inspect.js'
import { inspectQuotedPairs } from './commands/rules/quoted-pairs.js'
import { plainWord } from './commands/shell/word.js'
import { judgeVariable } from './variables/judge.js'
import { shift, withoutOverlaps } from './variables/placed.js'
import { judgeWholeFile } from './whole-file.js'

/** `name=value` pairs that are judged in one text; more are no prose. */
const maxPairs = 200

/** Text of no known form (an author, a comment, an annotation): `pw=…` and `password: …` in it, commands, URLs. */
export function inspectProse(text: string): Candidate[] {
  const out: Candidate[] = []
  let pairs = 0
  for (const match of text.matchAll(/(?<![\w.-])([A-Za-z][\w.-]{1,60})(?:=|: ?)(?=\S)([^\s,;"'<>]{3,400})/g)) {
    if (pairs++ >= maxPairs) break
    const at = match.index + match[0].length - match[2]!.length
    if (!match[2]!.startsWith('//')) out.push(...judgeVariable(match[1]!, match[2]!).map((found) => shift(found, at)))
  }
  return withoutOverlaps([...inspectCommand(text), ...inspectQuotedPairs(plainWord(text)), ...out])
}

/** The value of a name: judged as a variable's (or as the file's that it holds), and read as text where it has several words or holds quotes. */
export function inspectValue(name: string, value: string): Candidate[] {
  const own = withoutOverlaps([...judgeWholeFile(name, value), ...judgeVariable(name, value)])
  return /[\s"]|^-{1,2}[A-Za-z]/.test(value.trim()) ? withoutOverlaps([...own, ...inspectProse(value)]) : own
}
