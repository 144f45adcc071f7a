import { fromByteString } from '../../findings/byte-string.js'
import type { DockerfileInstruction } from '../../image/dockerfile/parse.js'
import { mayWrite } from '../may-write.js'
import { addExport, addMount, isShellCommand, modeFor, type Plan, secretIdOf } from '../plan.js'
import { adviceFor } from './advice.js'
import type { FindLiterals, Literal } from './find-literals.js'
import { textOf } from './instruction-text.js'
import { variableAt } from './quoting.js'
import { createVariableNames } from './variable-names.js'

/** Variables are looked after elsewhere, and what stands in these is no value. */
const others = new Set(['ARG', 'ENV', 'FROM', 'EXPOSE', 'STOPSIGNAL', 'SHELL'])

/**
 * Plans for every secret that stands as text in a RUN that the RUN reads it from a secret mount instead. Where that cannot be done mechanically,
 * and for all other instructions, tells what to write.
 */
export function planLiterals(
  text: string,
  all: readonly DockerfileInstruction[],
  { findLiterals, fromFiles }: { findLiterals: FindLiterals; fromFiles: boolean },
  plan: Plan,
): void {
  const lines = text.split('\n')
  const nameFor = createVariableNames(all)
  const isOddEscape = /^#[ \t]*escape[ \t]*=[ \t]*`/im.test(text)
  for (const one of all) {
    if (others.has(one.keyword) || plan.removed.has(one)) continue
    const { raw, read } = textOf(lines, one)
    const indent = /^\s*/.exec(read)![0].length
    const literals = findLiterals(read.slice(indent)).map((found) => moved(found, indent))
    const replaced: { start: number; end: number; variable: string }[] = []
    for (const literal of literals) {
      const { start, end, title } = literal
      const line = one.line + lineBreaks(raw.slice(0, start))
      const name = nameFor(raw.slice(start, end), literal.name, one, raw.slice(0, start))
      const why = isOddEscape ? 'this Dockerfile has an escape character of its own' : whyNot(all, one, fromFiles)
      const variable = why === undefined ? inCommand(read, start, end, name) : undefined
      if (one.keyword === 'RUN' && variable !== undefined) {
        replaced.push({ start, end, variable })
        planMount(all, one, name, `${title} (line ${line})`, fromFiles, plan)
      } else {
        const reason = one.keyword === 'RUN' ? `, and ${why ?? 'no variable can simply take its place'}` : ''
        plan.left.push(
          `line ${line}: ${one.keyword} holds a secret as text (${title})${reason}: ${adviceFor(one.keyword, one.text, name)}`,
        )
      }
    }
    // From the end, so that the places of the others stay.
    const rewritten = replaced.reduceRight(
      (text, { start, end, variable }) => text.slice(0, start) + variable + text.slice(end),
      raw,
    )
    if (rewritten !== raw) plan.edited.set(one, fromByteString(rewritten))
  }
}

function moved(literal: Literal, by: number): Literal {
  return { ...literal, start: literal.start + by, end: literal.end + by }
}

/** Why a RUN's text is not rewritten at all; undefined if it can be. */
function whyNot(
  all: readonly DockerfileInstruction[],
  run: DockerfileInstruction,
  fromFiles: boolean,
): string | undefined {
  const shell = all.findLast((one) => one.keyword === 'SHELL' && one.stage === run.stage && one.line < run.line)
  if (shell && !/^\[\s*"(?:[^"]*\/)?(?:ba|da|a|z|k)?sh"/.test(shell.text)) return 'its shell is not known here'
  if (/^(?:--\S+\s+)*\[/.test(run.text)) return 'the exec form has no shell that reads variables'
  return fromFiles && !isShellCommand(run) ? 'a heredoc cannot read a file first' : undefined
}

/** The variable in place of a part of a RUN. */
function inCommand(read: string, start: number, end: number, name: string): string | undefined {
  const command = /^\s*RUN\s+(?:--\S+\s+)*/i.exec(read)?.[0].length ?? 0
  if (start < command) return undefined
  const script = /^<<-?(["']?)[A-Za-z_]\w*\1[ \t]*\n/.exec(read.slice(command))
  // A heredoc alone is the script itself, unless it names another interpreter.
  const from = command + (script?.[0].length ?? 0)
  if (script && read.startsWith('#!', from)) return undefined
  return variableAt(read.slice(from), start - from, end - from, name)
}

function planMount(
  all: readonly DockerfileInstruction[],
  run: DockerfileInstruction,
  name: string,
  what: string,
  fromFiles: boolean,
  plan: Plan,
): void {
  const id = secretIdOf(name)
  const isMounted = plan.mounts.get(run)?.some((mount) => `${mount},`.startsWith(`type=secret,id=${id},`)) ?? false
  // A literal cannot have been missing: without the secret the build is to end, and not to go on with nothing.
  const how = fromFiles ? modeFor(all, run) : `,env=${name}`
  if (!isMounted) addMount(plan, run, `type=secret,id=${id}${how},required=true`)
  if (fromFiles) {
    addExport(plan, run, `export ${name}="$(cat /run/secrets/${id})";`)
  }
  plan.flags.push(`--secret id=${id},env=${name}`)
  plan.done.push(`${what} is no longer written in the RUN: set ${name} to what stood there, and it is a secret mount`)
  const note = mayWrite(run, name)
  if (note !== undefined) plan.left.push(note)
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1
}
