import { Failure } from '../../problem.js'
import type { Io } from '../io.js'
import { write } from '../output/stream.js'
import { bashCompletion } from './bash.js'
import type { CommandWords } from './command-tree.js'
import { fishCompletion } from './fish.js'
import { zshCompletion } from './zsh.js'

const scripts: Record<string, (program: CommandWords) => string> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
}

/** `jetsam completion SHELL`: writes the script that completes the command's words there. Throws a `Failure` for another shell. */
export async function completionCommand(io: Io, shell: string, program: CommandWords): Promise<number> {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined
  if (script === undefined) {
    const message = `no completions for '${shell}': must be one of ${Object.keys(scripts).join(', ')}`
    throw new Failure({ code: 'usage', message, hint: 'source <(jetsam completion bash)' })
  }
  await write(io.stdout, script(program))
  return 0
}
