import type { Candidate } from '../../findings/candidate.js'
import { judgeConnections } from '../variables/connection.js'
import { withoutOverlaps } from '../variables/placed.js'
import { judgeUrls } from '../variables/url.js'
import { type Invocation, invocationOf } from './invocation.js'
import { inspectAssignment } from './rules/assignments.js'
import { inspectElements } from './rules/code/elements.js'
import { inspectExpect } from './rules/code/expect.js'
import { inspectPasswordCalls } from './rules/code/password-calls.js'
import { inspectFileContent } from './rules/file-content.js'
import { inspectFlags } from './rules/flags.js'
import { inspectHeaders } from './rules/headers.js'
import { inspectLogins } from './rules/logins.js'
import { inspectOperands } from './rules/operands.js'
import { inspectInput, inspectPiped, printedBy } from './rules/piped.js'
import { inspectQuotedPairs } from './rules/quoted-pairs.js'
import { inspectSecretFile } from './rules/secret-file.js'
import { inspectSed } from './rules/sed.js'
import { inspectSql } from './rules/sql.js'
import { inspectWritten } from './rules/written.js'
import { placeIn } from './secret-part.js'
import type { Heredoc, ShellCommand } from './shell/command.js'
import { parseShell } from './shell/lexer.js'
import { plainWord, type Word } from './shell/word.js'

/** Bytes of shell text that are read at a time; longer text is cut at line ends, so that nothing is left out. */
export const maxPieceBytes = 262_144
/** Commands inside the words of commands (`sh -c '…'`, `su -c "…"`) are read this deep. */
export const maxCommandNesting = 4

/** Secrets in shell text: assignments, flags, headers, URLs, SQL, what is piped into `chpasswd` or written to files. Offsets refer to `text`. */
export function inspectCommand(text: string): Candidate[] {
  const out: Candidate[] = []
  for (let start = 0; start < text.length; ) {
    const end = cutAt(text, start)
    const piece = start === 0 && end === text.length ? text : text.slice(start, end)
    for (const found of inspectPiece(piece, 0))
      out.push({ ...found, start: found.start + start, end: found.end + start })
    start = end
  }
  return out
}

function cutAt(text: string, start: number): number {
  if (text.length - start <= maxPieceBytes) return text.length
  const line = text.lastIndexOf('\n', start + maxPieceBytes)
  return line > start ? line + 1 : start + maxPieceBytes
}

/** Secrets in the words of one command that no shell has to split: an exec-form CMD, a process's arguments. */
export function inspectWords(words: Word[]): Candidate[] {
  const command = { words, redirects: [], heredocs: [] }
  return withoutOverlaps(inspectOne(command, 0))
}

function inspectPiece(text: string, depth: number): Candidate[] {
  const { commands, comments } = parseShell(text)
  const out: Candidate[] = []
  for (const command of commands) {
    out.push(...inspectOne(command, depth))
    for (const heredoc of command.heredocs) out.push(...inspectHeredoc(text, command, heredoc, depth))
  }
  for (const { start, end } of comments) {
    // A command that was commented out is still there to be read.
    out.push(...inspectInside(plainWord(text.slice(start, end), start), depth))
  }
  return withoutOverlaps(out)
}

function inspectOne(command: ShellCommand, depth: number): Candidate[] {
  const out: Candidate[] = []
  const invocation = invocationOf(command)
  if (invocation !== undefined) {
    out.push(
      ...inspectPiped(invocation),
      ...inspectFlags(invocation),
      ...inspectOperands(invocation),
      ...inspectLogins(invocation),
      ...inspectSed(invocation),
    )
    const printed = printedBy(invocation)
    if (printed !== undefined) {
      out.push(...inspectQuotedPairs(printed), ...inspectWritten(printed))
      out.push(...inspectFileContent(printed, writtenTo(command)), ...inspectSecretFile(printed, writtenTo(command)))
    }
  }
  const read = command.redirects.filter((one) => one.operator === '<<<').map((one) => one.target)
  const script = invocation === undefined ? undefined : scriptOf(invocation)
  for (const word of [...command.words, ...read]) {
    out.push(...(word === script ? inspectInside(word, depth) : inspectWord(word, depth)))
  }
  return out
}

/** What stands behind `-c` is shell text, no word of this command. */
function scriptOf({ name, args }: Invocation): Word | undefined {
  if (!/^(?:ba|da|a|z|k)?sh$|^su$|^busybox$/.test(name)) return undefined
  const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg.value))
  return flag < 0 ? undefined : args[flag + 1]
}

function inspectWord(word: Word, depth: number): Candidate[] {
  const out = [...inspectHeaders(word)]
  if (word.value.includes('://') || word.value.includes('=')) {
    out.push(...placeIn(word, judgeUrls(word.value)), ...placeIn(word, judgeConnections(word.value)))
  }
  out.push(...inspectAssignment(word))
  if (word.quoted || /["'\n]/.test(word.value)) out.push(...inspectCode(word))
  if (/\s/.test(word.value.trim())) out.push(...inspectInside(word, depth))
  return out
}

/** Code of other languages in a word. */
function inspectCode(word: Word): Candidate[] {
  return [
    ...inspectSql(word),
    ...inspectExpect(word),
    ...inspectPasswordCalls(word),
    ...inspectQuotedPairs(word),
    ...inspectElements(word),
  ]
}

/** The files into which the output of a command goes, also through `tee` and programs that decode it. */
function writtenTo(command: ShellCommand): Word[] {
  const targets = command.redirects.filter((one) => /^>[>|]?$/.test(one.operator)).map((one) => one.target)
  for (const one of [command, command.pipedInto]) {
    const reader = one === undefined ? undefined : invocationOf(one)
    if (reader?.name === 'tee') targets.push(...reader.args.filter((arg) => !arg.value.startsWith('-')))
    if (one !== command && /^(?:tee|base64|base32|tr|xxd)$/.test(reader?.name ?? '')) {
      targets.push(
        ...reader!.command.redirects.filter(({ operator }) => operator.startsWith('>')).map(({ target }) => target),
      )
    }
  }
  return targets
}

/** Reads the value of a word as shell text of its own. */
function inspectInside(word: Word, depth: number): Candidate[] {
  return depth < maxCommandNesting ? placeIn(word, inspectPiece(word.value, depth + 1)) : []
}

function inspectHeredoc(text: string, command: ShellCommand, heredoc: Heredoc, depth: number): Candidate[] {
  const body = plainWord(text.slice(heredoc.start, heredoc.end), heredoc.start)
  const reader = invocationOf(command)
  const out = reader === undefined ? [] : inspectInput(body, reader)
  out.push(...inspectCode(body), ...inspectHeaders(body), ...inspectWritten(body))
  out.push(...inspectFileContent(body, writtenTo(command)), ...inspectSecretFile(body, writtenTo(command)))
  return [...out, ...inspectInside(body, depth)]
}
