import { passwordHash } from '../../../detect/values/password-hash.js'
import type { Candidate } from '../../../findings/candidate.js'
import { type Invocation, invocationOf } from '../invocation.js'
import { judgePart } from '../secret-part.js'
import type { ShellCommand } from '../shell/command.js'
import { joinWords, partOf, type Word } from '../shell/word.js'

/** Programs that read `user:password` lines, and those that read nothing but the password. */
const readsPairs = /^(?:chpasswd|newusers)$/
const readsPassword =
  /^(?:passwd|[a-z\d]{0,10}vncpasswd|smbpasswd|htpasswd|saslpasswd2|pure-pw|ldappasswd|kinit|cryptsetup|kdb5_util|elasticsearch-keystore|opensearch-keystore|pdbedit|add-user|mysql_secure_installation)$/
/** A flag that makes a program read its password from the pipe. */
const stdinFlag = /^--?(?:password-stdin|passphrase-fd|with-token|pass-stdin|stdin)$/

/** Literal input of a program that reads a password: `echo "root:x" | chpasswd`, `printf 'x\nx' | passwd`, `chpasswd <<< "a:b"`. */
export function inspectPiped(invocation: Invocation): Candidate[] {
  const { command } = invocation
  const here = command.redirects.filter((one) => one.operator === '<<<').map((one) => one.target)
  const own = here.flatMap((word) => inspectInput(word, invocation))
  const reader = readerOf(command)
  const printed = reader === undefined ? undefined : printedBy(invocation)
  return reader === undefined || printed === undefined ? own : [...own, ...inspectInput(printed, reader)]
}

/** The program that reads what a command prints, behind a `tee`. */
function readerOf(command: ShellCommand): Invocation | undefined {
  const reader = command.pipedInto === undefined ? undefined : invocationOf(command.pipedInto)
  const behind = reader?.name === 'tee' ? reader.command.pipedInto : undefined
  return behind === undefined ? reader : invocationOf(behind)
}

/** What `echo` or `printf` prints, if the command is one. */
export function printedBy({ name, args }: Invocation): Word | undefined {
  if (name !== 'echo' && name !== 'printf' && name !== 'yes') return undefined
  const words = args.filter((arg, i) => !(i < 2 && /^-[neE]{1,3}$|^--$/.test(arg.value)))
  if (words.length === 0) return undefined
  if (name !== 'printf') return joinWords(words)
  // A format that ends its lines prints each argument on a line of its own.
  const rest = withoutFormat(words)
  if (rest.length < words.length && /^%s:%s/.test(words[0]!.value)) return joinWords(rest, ':')
  return joinWords(rest, rest.length < words.length && /\\n|\n/.test(words[0]!.value) ? '\n' : ' ')
}

/** `printf '%s\n' X`: the format says nothing. */
function withoutFormat(words: Word[]): Word[] {
  return words.length > 1 && /^(?:%[sbq]|\\n|\\t|:|\s)+$/.test(words[0]!.value) ? words.slice(1) : words
}

/** Here-documents of these programs are read by `inspectInput` too. */
export function inspectInput(input: Word, reader: Invocation): Candidate[] {
  if (readsPairs.test(reader.name)) return eachLine(input, (line) => inspectPair(line, reader))
  if (/^(?:redis|keydb|valkey)-cli$/.test(reader.name)) return eachLine(input, inspectRedis)
  if (/^n?ftp$|^lftp$/.test(reader.name)) return eachLine(input, inspectFtp)
  if (reader.name === 'debconf-set-selections') return eachLine(input, inspectAnswer)
  const fromPipe =
    reader.args.some((arg) => stdinFlag.test(arg.value)) ||
    (reader.command.words.some((word) => word.value === '-S') && /^sudo$/.test(reader.command.words[0]?.value ?? ''))
  if (!readsPassword.test(reader.name) && !fromPipe) return []
  return eachLine(input, (line) =>
    /\s/.test(line.value)
      ? []
      : judgePart(line, 0, line.value.length, { signature: 'command-password', key: reader.name }),
  )
}

/** `AUTH x`, `AUTH user x`, `CONFIG SET requirepass x`. Source: redis.io, "AUTH". */
function inspectRedis(line: Word): Candidate[] {
  const match =
    /^\s{0,8}(?:auth\s{1,8}(?:\S{1,60}\s{1,8})?|config\s{1,8}set\s{1,8}(?:requirepass|masterauth)\s{1,8})(\S{1,400})\s*$/i.exec(
      line.value,
    )
  if (match?.[1] === undefined) return []
  const to = line.value.trimEnd().length
  return judgePart(line, to - match[1].length, to, { signature: 'command-password', key: 'AUTH' })
}

/** `user NAME PASSWORD`: ftp(1). */
function inspectFtp(line: Word): Candidate[] {
  const match = /^\s{0,8}(?:quote\s{1,4})?user\s{1,8}(\S{1,100})\s{1,8}(\S{1,200})\s*$/i.exec(line.value)
  if (match?.[2] === undefined) return []
  const to = line.value.trimEnd().length
  return judgePart(line, to - match[2].length, to, { signature: 'command-password', user: match[1]!, key: match[1]! })
}

/** debconf-set-selections(1): owner, question, type, answer. */
function inspectAnswer(line: Word): Candidate[] {
  const match = /^\s{0,20}\S{1,80}\s{1,8}(\S{1,120})\s{1,8}password\s(?=\S)/.exec(line.value)
  if (match?.[1] === undefined) return []
  const to = line.value.trimEnd().length
  return judgePart(line, match[0].length, to, { signature: 'command-password', key: match[1] })
}

function inspectPair(line: Word, reader: Invocation): Candidate[] {
  const colon = line.value.indexOf(':')
  if (colon < 1 || colon === line.value.length - 1) return []
  const user = line.value.slice(0, colon).trim()
  const value = line.value
    .slice(colon + 1)
    .replace(/[:\s].*$/s, (tail) => (reader.name === 'newusers' ? '' : tail.trimEnd()))
  const signature = passwordHash.test(value) ? 'linux-password-hash' : 'command-password'
  return judgePart(line, colon + 1, colon + 1 + value.length, { signature, user, key: user })
}

function eachLine(input: Word, judge: (line: Word) => Candidate[]): Candidate[] {
  const out: Candidate[] = []
  let from = 0
  for (const match of `${input.value}\n`.matchAll(/\n|\\n/g)) {
    if (match.index > from) out.push(...judge(partOf(input, from, match.index)))
    from = match.index + match[0].length
  }
  return out
}
