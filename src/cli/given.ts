import type { Command } from 'commander'

/** The flags together with the names of those that were given, and not left to their defaults. */
export function withGiven<T extends object>(flags: T, command: Command): T & { given: ReadonlySet<string> } {
  const names = Object.keys(flags).filter((name) => command.getOptionValueSource(name) === 'cli')
  return { ...flags, given: new Set(names) }
}
