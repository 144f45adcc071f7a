import type { DockerfileInstruction } from './parse.js'

/**
 * The instructions that write an image's history: those of the stage that is built, after those of the stages that it stands on, without
 * the FROM lines. `target`: name or number of the stage, as in `docker build --target`; by default the last one.
 */
export function instructionsOfImage(all: readonly DockerfileInstruction[], target?: string): DockerfileInstruction[] {
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
  return chain.flatMap((each) => all.filter((one) => one.stage === each && one.keyword !== 'FROM'))
}
