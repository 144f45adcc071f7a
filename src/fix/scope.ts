import type { DockerfileInstruction } from '../image/dockerfile/parse.js'

/**
 * For an instruction, all that come after it in its stage, and those of the stages that stand on it: they see the variables it sets and the
 * files it copies. Of what stands before the first FROM, only the FROM lines see anything.
 */
export function scopeOf(all: readonly DockerfileInstruction[]): (of: DockerfileInstruction) => DockerfileInstruction[] {
  const froms = all.filter(({ keyword }) => keyword === 'FROM')
  const names = froms.map(({ text }) => /\sAS\s+(\S+)\s*$/i.exec(text)?.[1]?.toLowerCase())
  const parents = froms.map(({ text }, stage) => {
    const base = text
      .replace(/^(?:--\S+\s+)+/, '')
      .split(/\s/, 1)[0]!
      .toLowerCase()
    return names.slice(0, stage).lastIndexOf(base)
  })
  return (of) => {
    if (of.stage < 0) return froms
    const stages = new Set([of.stage])
    for (const [stage, parent] of parents.entries()) if (stages.has(parent)) stages.add(stage)
    return all.filter((one) =>
      one.stage === of.stage ? one.line > of.line : stages.has(one.stage) && one.keyword !== 'FROM',
    )
  }
}
