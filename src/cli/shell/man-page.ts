import { allCommands, type CommandWords, type OptionWords } from './command-tree.js'

/** Text that follows a command's options, by its path below the program: examples, exit codes, the environment. */
export type MoreHelp = Readonly<Record<string, string>>

/** The manual page in the language of `man(7)`, for section 1. */
export function manPage(program: CommandWords, version: string, more: MoreHelp): string {
  const [name = ''] = program.path
  const commands = allCommands(program).filter((one) => one.commands.length === 0)
  return `${[
    `.TH ${name.toUpperCase()} 1 "" "${name} ${version}" "User Commands"`,
    '.SH NAME',
    `${name} \\- audit built container images for leaked secrets`,
    '.SH SYNOPSIS',
    ...commands.flatMap((one, at) => [...(at > 0 ? ['.PP'] : []), synopsisOf(one)]),
    '.SH DESCRIPTION',
    escaped(program.description),
    ...preformatted(more[''] ?? ''),
    '.SH OPTIONS',
    ...program.options.flatMap(optionLines),
    ...commands.flatMap((one) => commandLines(one, more)),
    '.SH SEE ALSO',
    '.BR docker (1),',
    '.BR podman (1)',
  ].join('\n')}\n`
}

function commandLines({ path, description, options, operands }: CommandWords, more: MoreHelp): string[] {
  const name = path.slice(1).join(' ')
  return [
    `.SH ${escaped(path.join(' ').toUpperCase())}`,
    `${escaped(sentence(description))}`,
    ...(operands.length > 0 ? ['.PP', `Operands: ${operands.map((one) => `\\fI${escaped(one)}\\fR`).join(' ')}`] : []),
    ...options.flatMap(optionLines),
    ...preformatted(more[name] ?? ''),
  ]
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}

function synopsisOf({ path, options, operands }: CommandWords): string {
  const flags = options.some(({ long }) => long !== '--help') ? ' [\\fIoptions\\fR]' : ''
  return `\\fB${escaped(path.join(' '))}\\fR${flags}${operands.map((one) => ` \\fI${escaped(one)}\\fR`).join('')}`
}

function optionLines({ short, long, placeholder, description, fallback }: OptionWords): string[] {
  const flags = [...(short ? [short] : []), long].map((flag) => `\\fB${escaped(flag)}\\fR`).join(', ')
  const value = placeholder ? ` \\fI${escaped(placeholder.replace(/[<>]/g, ''))}\\fR` : ''
  return ['.TP', `${flags}${value}`, escaped(sentence(description + (fallback ? ` (default: ${fallback})` : '')))]
}

/** Help as it stands on the screen: its headings as paragraphs, the rest line by line. */
function preformatted(text: string): string[] {
  const blocks = text.trim().split(/\n\n+/).filter(Boolean)
  return blocks.flatMap((block) => {
    const lines = block.split('\n')
    const [first = ''] = lines
    const hasHeading = /^\S.*:$/.test(first)
    const heading = hasHeading ? ['.PP', `\\fB${escaped(first)}\\fR`] : ['.PP']
    return [...heading, '.nf', ...lines.slice(hasHeading ? 1 : 0).map(escaped), '.fi']
  })
}

/** As text of a line: no escapes, no request at its start, hyphens that can be copied. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1')
    .replaceAll('…', '\\&...')
}
