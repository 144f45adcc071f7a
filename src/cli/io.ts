import type { Readable, Writable } from 'node:stream'

/** What the command line has of the process. Tests bring their own; `main.ts` brings the real one. */
export type Io = {
  stdout: Writable & { isTTY?: boolean; columns?: number }
  stderr: Writable & { isTTY?: boolean; columns?: number }
  stdin: Readable & { isTTY?: boolean }
  env: NodeJS.ProcessEnv
  /** Where configuration is looked for, from there upward; unset: the working directory. */
  cwd?: string
  /** Aborted when the user interrupts. */
  signal: AbortSignal
}

/** Columns of a text that is not shown on a terminal (a pipe, a file, a CI log). */
const columnsElsewhere = 100

/** Width of a stream in terminal columns; `COLUMNS` speaks for what is no terminal. */
export function columnsOf(stream: { isTTY?: boolean; columns?: number }, env: NodeJS.ProcessEnv): number {
  const told = Number(env.COLUMNS)
  return stream.columns || (Number.isInteger(told) && told > 0 ? told : columnsElsewhere)
}

/**
 * Whether a stream takes colour codes: never with `--no-color`, `NO_COLOR` or `TERM=dumb`; always with `FORCE_COLOR`; else on
 * a terminal. Sources: https://no-color.org, https://force-color.org.
 */
export function wantsColour(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv, flag: boolean): boolean {
  if (!flag || env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return stream.isTTY === true && env.TERM !== 'dumb'
}
