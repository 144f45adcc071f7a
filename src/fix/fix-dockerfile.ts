import { type DockerfileInstruction, parseDockerfile } from '../image/dockerfile/parse.js'
import { planCopies } from './copies.js'
import type { FindLiterals } from './literals/find-literals.js'
import { planLiterals } from './literals/plan-literals.js'
import { emptyPlan, type Plan } from './plan.js'
import type { LineChange } from './unified-diff.js'
import { planVariables, type VariableOptions } from './variables.js'

/** `dockerfile`, `ignore`: line by line. The rest is as in `Plan`. */
export type Fix = Pick<Plan, 'flags' | 'done' | 'left'> & { dockerfile: LineChange[]; ignore: LineChange[] }

/**
 * Rewrites what can be rewritten mechanically in a Dockerfile: variables with secrets, copied credential files and secrets in the text of a RUN
 * become mounts of the RUN instructions that need them. `ignore`: the text of .dockerignore, if there is one.
 */
export function fixDockerfile(
  text: string,
  ignore: string | undefined,
  options: VariableOptions & { findLiterals: FindLiterals },
): Fix {
  const all = parseDockerfile(text)
  const plan = emptyPlan()
  planVariables(all, options, plan)
  planCopies(all, plan)
  planLiterals(text, all, options, plan)
  for (const run of plan.removed) plan.mounts.delete(run)
  const { flags, done, left } = plan
  return {
    dockerfile: changesOf(text, all, plan),
    ignore: ignoreChanges(ignore ?? '', plan.ignored),
    flags: [...new Set(flags)],
    done,
    left: [...new Set(left)],
  }
}

function changesOf(text: string, all: readonly DockerfileInstruction[], plan: Plan): LineChange[] {
  const changes: LineChange[] = linesOf(text).map((old) => ({ old, new: [old] }))
  for (const one of all) {
    if (changes[one.line - 1]?.old === undefined) continue
    for (const [i, line] of linesOf(plan.edited.get(one) ?? '').entries()) {
      const change = changes[one.line - 1 + i]!
      changes[one.line - 1 + i] = { ...change, new: [line.replace(/\n?$/, /\n?$/.exec(change.old!)![0])] }
    }
    const first = changes[one.line - 1]!
    const start = first.new[0]!
    const lineBreak = /\r?\n$/.exec(start)?.[0] ?? ''
    const rewritten = plan.rewritten.get(one)
    const mounts = plan.mounts
      .get(one)
      ?.map((mount) => `--mount=${mount}`)
      .join(' ')
    if (plan.removed.has(one) || rewritten !== undefined) {
      for (let line = one.line; line <= one.lastLine; line++) changes[line - 1] = { ...changes[line - 1]!, new: [] }
      if (rewritten !== undefined) changes[one.line - 1] = { old: first.old, new: [rewritten + lineBreak] }
    } else if (mounts) {
      const begin = (plan.exports.get(one) ?? []).map((command) => `${command} `).join('')
      // Flags on further lines stand before the command: such a RUN is written anew.
      const isPlain = begin === '' || !one.text.startsWith('--') || /^\s*RUN\s+--/i.test(start)
      for (let line = one.line; line <= one.lastLine && !isPlain; line++)
        changes[line - 1] = { ...changes[line - 1]!, new: [] }
      const own = parseDockerfile(plan.edited.get(one) ?? '')[0]?.text ?? one.text
      const text = isPlain ? start : `RUN ${own.trimEnd().replaceAll('\n', ` \\${lineBreak}`)}${lineBreak}`
      const given = text.replace(
        /^(\s*RUN)((?:\s+--\S+)*\s+)/i,
        (_, run: string, flags: string) => `${run} ${mounts}${flags}${begin}`,
      )
      changes[one.line - 1] = { old: first.old, new: [given] }
    }
  }
  return changes
}

function ignoreChanges(text: string, names: readonly string[]): LineChange[] {
  const lines = linesOf(text)
  const known = new Set(lines.map((line) => line.trim()))
  const fresh = [...new Set(names)].filter((name) => !known.has(name)).map((name) => `${name}\n`)
  const last = lines.at(-1)
  const changes: LineChange[] = lines.map((old) => ({ old, new: [old] }))
  if (fresh.length > 0 && last !== undefined && !last.endsWith('\n')) {
    changes[changes.length - 1] = { old: last, new: [`${last}\n`] }
  }
  return [...changes, ...fresh.map((line) => ({ new: [line] }))]
}

/** With their line breaks. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
