import type { DockerfileInstruction } from './parse.js'

/**
 * The instructions that write an image's history: those of the stage that is built, after those of the stages that it stands on, without
 * the FROM lines. `target`: name or number of the stage, as in `docker build --target`; by default the last one.
 */
export function instructionsOfImage(all: readonly DockerfileInstruction[], target?: string): DockerfileInstruction[] {
  const { chain } = stagesOfImage(all, target)
  return chain.flatMap((each) => all.filter((one) => one.stage === each && one.keyword !== 'FROM'))
}

/** What the image is built on, as the FROM line has it (`debian:12`, `scratch`, `${BASE}`); undefined without any. `target`: as above. */
export function baseNameOf(all: readonly DockerfileInstruction[], target?: string): string | undefined {
  return stagesOfImage(all, target).base
}

/** The stages that the image is made of, the lowest first, and what that one is built on. */
function stagesOfImage(all: readonly DockerfileInstruction[], target?: string): { chain: number[]; base?: string } {
  const froms = all.filter(({ keyword }) => keyword === 'FROM')
  const names = froms.map(({ text }) => /\sAS\s+(\S+)\s*$/i.exec(text)?.[1]?.toLowerCase())
  const bases = froms.map(({ text }) => text.replace(/^(?:--\S+\s+)+/, '').split(/\s/, 1)[0]!)
  const stageOf = (name: string, before: number): number => {
    const known = names.slice(0, before).lastIndexOf(name.toLowerCase())
    return known >= 0 || !/^\d+$/.test(name) || Number(name) >= before ? known : Number(name)
  }
  let stage = target === undefined ? froms.length - 1 : stageOf(target, froms.length)
  const chain: number[] = []
  for (; stage >= 0; stage = stageOf(bases[stage]!, stage)) chain.unshift(stage)
  const base = bases[chain[0] ?? -1]
  return { chain, ...(base && { base }) }
}
