import type { Word } from './word.js'

/** One simple command: its words (assignments before it included), where its input and output go. */
export type ShellCommand = {
  words: Word[]
  redirects: { operator: string; target: Word }[]
  heredocs: Heredoc[]
  /** The command that reads what this one prints. */
  pipedInto?: ShellCommand
}

/** The body of a here-document, without its last line; offsets in the text. */
export type Heredoc = { start: number; end: number }

export type ShellText = {
  /** In the order in which they end; those inside `$(…)` before the command round them. */
  commands: ShellCommand[]
  comments: { start: number; end: number }[]
}
