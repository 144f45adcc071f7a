import type { DockerfileInstruction } from '../../image/dockerfile/parse.js'
import { pairsOf } from '../pairs.js'

/** Gives a secret the name of a variable. `before`: what stands before it in its instruction. */
export type VariableNames = (value: string, wanted: string, run: DockerfileInstruction, before: string) => string

/** Variables that shells and programs need. */
const reserved = ['PATH', 'HOME', 'USER', 'SHELL', 'PWD', 'IFS', 'LANG', 'TERM']

/** One value has one name in the whole Dockerfile, that of its variable if it has one; and no name has two. */
export function createVariableNames(all: readonly DockerfileInstruction[]): VariableNames {
  const nameOf = new Map<string, string>()
  const taken = new Set(reserved)
  for (const { keyword, text } of all) {
    const pairs = keyword === 'ARG' || keyword === 'ENV' ? (pairsOf(keyword, text) ?? []) : []
    for (const { name, value } of pairs) {
      taken.add(name.toUpperCase())
      if (value && /^[A-Za-z_]\w*$/.test(name)) nameOf.set(value, name)
    }
    for (const [, name = ''] of text.matchAll(/--mount=\S*?\b(?:id|env)=([\w.-]+)/g)) taken.add(name.toUpperCase())
  }
  return (value, wanted, run, before) => {
    const known = nameOf.get(value)
    if (known !== undefined && setsIn(run, known) === 0) return known
    let name = wanted
    for (let n = 2; taken.has(name) || setsIn(run, name) > (isOwn(before, name) ? 1 : 0); n++) name = `${wanted}_${n}`
    taken.add(name)
    nameOf.set(value, name)
    return name
  }
}

/** How often a command sets the variable itself. */
function setsIn({ text }: DockerfileInstruction, name: string): number {
  return text.match(new RegExp(`(?<![\\w.-])${name}=`, 'g'))?.length ?? 0
}

function isOwn(before: string, name: string): boolean {
  return new RegExp(`(?<![\\w.-])${name}=["']?$`).test(before)
}
