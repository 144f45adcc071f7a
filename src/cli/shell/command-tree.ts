import type { Command, Option } from 'commander'
import { severities } from '../../findings/finding.js'
import { formatNames } from '../../report/formats.js'

/** What follows an option or stands as an operand: one of these words, a path, or anything. */
export type ValueKind = { words: readonly string[] } | 'file' | 'folder' | 'any'

export type OptionWords = {
  /** `-f`, where there is one. */
  short?: string
  /** `--format`. */
  long: string
  /** `<format>`; undefined for a switch. */
  placeholder?: string
  value?: ValueKind
  description: string
  /** Its default in words. */
  fallback?: string
}

/** A command as its words: what completions and the manual page are made of. */
export type CommandWords = {
  /** From the program on: `['jetsam', 'cache', 'info']`. */
  path: string[]
  description: string
  /** `[references...]`. */
  operands: string[]
  /** The words of which an operand is one, where it is no path. */
  operandWords?: readonly string[]
  options: OptionWords[]
  commands: CommandWords[]
}

/** The words of a command and of all below it. */
export function commandWords(command: Command, above: readonly string[] = []): CommandWords {
  const path = [...above, command.name()]
  return {
    path,
    description: command.description(),
    operands: command.registeredArguments.map((argument) => {
      const text = `${argument.name()}${argument.variadic ? '...' : ''}`
      return argument.required ? `<${text}>` : `[${text}]`
    }),
    ...operandWords(command),
    options: command
      .createHelp()
      .visibleOptions(command)
      .map((option) => optionWords(option, path)),
    commands: command.commands.map((one) => commandWords(one, path)),
  }
}

/** A command and all below it. */
export function allCommands(words: CommandWords): CommandWords[] {
  return [words, ...words.commands.flatMap(allCommands)]
}

function operandWords({ registeredArguments }: Command): Pick<CommandWords, 'operandWords'> {
  const words = ofOperands.get(registeredArguments[0]?.name() ?? '')
  return words ? { operandWords: words } : {}
}

function optionWords(option: Option, path: readonly string[]): OptionWords {
  const { short, long, flags, description, defaultValueDescription } = option
  const placeholder = /<[^>]+>/.exec(flags)?.[0]
  return {
    ...(short && { short }),
    long: long ?? flags,
    ...(placeholder && { placeholder, value: valueKind(long ?? '', placeholder, path) }),
    description,
    ...(defaultValueDescription && { fallback: defaultValueDescription }),
  }
}

const ofOperands = new Map([['shell', ['bash', 'zsh', 'fish']]])

const ofScans: Record<string, readonly string[]> = {
  '--format': formatNames,
  '--pull': ['missing', 'always', 'never'],
  '--severity': severities,
  '--fail-on': [...severities, 'none'],
}

function valueKind(long: string, placeholder: string, path: readonly string[]): ValueKind {
  if (long === '--format' && path.at(-1) === 'diff') return { words: ['table', 'json'] }
  const words = Object.hasOwn(ofScans, long) ? ofScans[long] : undefined
  if (words) return { words }
  if (placeholder === '<folder>') return 'folder'
  return /file/.test(placeholder) ? 'file' : 'any'
}
