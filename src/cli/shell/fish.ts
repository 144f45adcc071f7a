import { allCommands, type CommandWords, type OptionWords } from './command-tree.js'

/** The completions for fish: a script to be sourced, or to be saved as `~/.config/fish/completions/jetsam.fish`. */
export function fishCompletion(program: CommandWords): string {
  const [name = ''] = program.path
  const lines = allCommands(program).flatMap((command) => linesOf(command, name))
  return `# Completions of ${name} for fish:  ${name} completion fish | source\n${lines.join('\n')}\n`
}

function linesOf({ path, options, commands, operands, operandWords }: CommandWords, name: string): string[] {
  const start = `complete -c ${name} -n ${quoted(conditionOf(path, commands))}`
  const choice = operandWords ? [`${start} -f -a ${quoted(operandWords.join(' '))}`] : undefined
  const files = choice ?? (operands.length > 0 ? [] : [`${start} -f`])
  const words = commands.map((one) => `${start} -f -a ${one.path.at(-1)} -d ${quoted(one.description)}`)
  return [...files, ...words, ...options.map((option) => `${start} ${optionWords(option)}`)]
}

/** That this command was named, and none of those below it. */
function conditionOf(path: readonly string[], commands: readonly CommandWords[]): string {
  const named = path.slice(1).map((word) => `__fish_seen_subcommand_from ${word}`)
  const further = commands.map((one) => one.path.at(-1)).join(' ')
  const none = further === '' ? [] : [`not __fish_seen_subcommand_from ${further}`]
  return [...named, ...none].join('; and ')
}

function optionWords({ short, long, value, description }: OptionWords): string {
  const flags = `-l ${long.replace(/^--/, '')}${short ? ` -s ${short.slice(1)}` : ''}`
  const words = value === undefined ? '' : value === 'file' ? ' -r -F' : valueWords(value)
  return `${flags}${words} -d ${quoted(description)}`
}

function valueWords(value: NonNullable<OptionWords['value']>): string {
  if (value === 'folder') return ` -x -a '(__fish_complete_directories)'`
  return typeof value === 'string' ? ' -x' : ` -x -a ${quoted(value.words.join(' '))}`
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}
