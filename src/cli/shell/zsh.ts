import { allCommands, type CommandWords, type OptionWords } from './command-tree.js'

/** The completions for zsh: a script to be sourced after `compinit`, or to be saved as `_jetsam` in a folder of `$fpath`. */
export function zshCompletion(program: CommandWords): string {
  const [name] = program.path
  return `#compdef ${name}
# Completions of ${name} for zsh:  source <(${name} completion zsh)
${allCommands(program).map(functionOf).join('\n')}
if [ "\${funcstack[1]}" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${name}; fi
`
}

function functionOf({ path, options, commands, operands, operandWords }: CommandWords): string {
  const specs = options.map(optionSpec)
  const action = operandWords ? `(${operandWords.join(' ')})` : '_files'
  const rest = operands.length > 0 ? [`'*:operand:${action}'`] : []
  if (commands.length === 0) {
    return `${functionName(path)}() {\n  _arguments -s : ${[...specs, ...rest].join(' \\\n    ')}\n}`
  }
  const list = commands.map((one) => quoted(`${one.path.at(-1)}:${one.description.replaceAll(':', '\\:')}`))
  const cases = commands.map((one) => `        ${one.path.at(-1)}) ${functionName(one.path)} ;;`)
  return `${functionName(path)}() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  _arguments -C : ${[...specs, `'1: :->command'`, `'*:: :->rest'`].join(' \\\n    ')}
  case "$state" in
    command)
      local -a commands
      commands=(
        ${list.join('\n        ')}
      )
      _describe command commands ;;
    rest)
      case "$line[1]" in
${cases.join('\n')}
      esac ;;
  esac
}`
}

function functionName(path: readonly string[]): string {
  return `_${path.join('_')}`
}

function optionSpec({ short, long, value, placeholder = '', description }: OptionWords): string {
  const text = description.replace(/[[\]\\:]/g, '\\$&')
  const message = placeholder.replace(/[<>]/g, '').replace(/[[\]\\:]/g, '\\$&')
  const after = value === undefined ? '' : `:${message}:${actionOf(value)}`
  return [long, ...(short ? [short] : [])].map((flag) => quoted(`*${flag}[${text}]${after}`)).join(' ')
}

function actionOf(value: NonNullable<OptionWords['value']>): string {
  if (value === 'any') return ' '
  return value === 'file' ? '_files' : value === 'folder' ? '_files -/' : `(${value.words.join(' ')})`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
