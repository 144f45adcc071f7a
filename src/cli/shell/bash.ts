import { allCommands, type CommandWords, type OptionWords } from './command-tree.js'

/** The completions for bash (3.2 and newer, which has no associative arrays): a script to be sourced. */
export function bashCompletion(program: CommandWords): string {
  const [name] = program.path
  const commands = allCommands(program)
  const steps = commands.flatMap(({ path }) =>
    path.length > 1 ? [`      '${below(path.slice(0, -1))} ${path.at(-1)}') command='${below(path)}' ;;`] : [],
  )
  return `# Completions of ${name} for bash:  source <(${name} completion bash)
_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' at=1 IFS=$'\\n'
  # Bash parts words at "=".
  if [ "$current" = '=' ]; then current=''; fi
  if [ "$previous" = '=' ]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  while [ "$at" -lt "$COMP_CWORD" ]; do
    case "$command \${COMP_WORDS[at]}" in
${steps.join('\n')}
    esac
    at=$((at + 1))
  done
  COMPREPLY=()
  case "$command $previous" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$command" in
${commands.map(wordCase).join('\n')}
  esac
}
complete -F _${name} ${name}
`
}

/** A command without the program's name; '' for the program itself. */
function below(path: readonly string[]): string {
  return path.slice(1).join(' ')
}

function valueCases({ path, options }: CommandWords): string[] {
  return options.flatMap((option) => {
    const { short, long, value } = option
    if (value === undefined) return []
    const patterns = [long, ...(short ? [short] : [])].map((flag) => `'${below(path)} ${flag}'`).join(' | ')
    return [`    ${patterns}) ${replyFor(value)}return ;;`]
  })
}

function replyFor(value: NonNullable<OptionWords['value']>): string {
  if (value === 'any') return ''
  const words = value === 'file' ? '-f' : value === 'folder' ? '-d' : `-W '${value.words.join('\n')}'`
  const names = typeof value === 'string' ? 'compopt -o filenames 2>/dev/null; ' : ''
  return `${names}COMPREPLY=($(compgen ${words} -- "$current")); `
}

function wordCase({ path, options, commands, operands, operandWords = [] }: CommandWords): string {
  const flags = options.flatMap(({ short, long }) => [long, ...(short ? [short] : [])])
  const words = [...commands.map((one) => one.path.at(-1)!), ...operandWords, ...flags].join('\n')
  const files =
    operands.length > 0 && operandWords.length === 0
      ? '; compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$current"))'
      : ''
  return `    '${below(path)}') COMPREPLY=($(compgen -W '${words}' -- "$current"))${files} ;;`
}
