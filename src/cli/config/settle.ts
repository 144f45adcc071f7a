import { relative, resolve } from 'node:path'
import type { Io } from '../io.js'
import type { RawScanFlags } from '../scan-flags.js'
import { tellNotes } from '../signatures/tell-notes.js'
import type { ConfigFile } from './config-file.js'
import { findUp } from './find-up.js'

/** The name under which the configuration is looked for. */
const usualName = 'jetsam.yaml'

/** The flags in force, and where those come from that the configuration sets, by the name of the flag's property. */
export type Settled = { flags: RawScanFlags; origins: ReadonlyMap<string, string>; notes: string[] }

/**
 * Puts the configuration's settings in the place of flags that were not given: of the file that is named, or else of `jetsam.yaml` in the
 * working directory or above it. Throws a `Failure`.
 */
export async function settle({ cwd = '.' }: Pick<Io, 'cwd'>, flags: RawScanFlags): Promise<Settled> {
  const { config: named, given = new Set() } = flags
  if (named === false) return { flags, origins: new Map(), notes: [] }
  const found = named === undefined ? await findUp(usualName, cwd) : { path: resolve(cwd, named) }
  if (!found) return { flags, origins: new Map(), notes: [] }
  const shown = relative(resolve(cwd), found.path)
  if (found.distrusted) return { flags, origins: new Map(), notes: [`${shown} is left aside: ${found.distrusted}`] }
  const { readConfigFile } = await import('./config-file.js')
  const file = await readConfigFile(found.path, cwd)
  const notes = named === undefined ? [`settings from ${shown}`] : []
  return { ...merge(flags, file, given), notes }
}

function merge(flags: RawScanFlags, file: ConfigFile, given: ReadonlySet<string>): Omit<Settled, 'notes'> {
  const taken = Object.entries(file.flags).filter(([name]) => !isGiven(name, given))
  const origins = new Map([...file.origins].map(([setting, origin]) => [propertyOf(setting), origin]))
  const names = new Set(['rules', ...taken.map(([name]) => name)])
  return {
    flags: { ...flags, ...Object.fromEntries(taken), rules: file.rules },
    origins: new Map([...origins].filter(([name]) => names.has(name === 'ignore' ? 'rules' : name))),
  }
}

/** Formats and files of reports go together: whoever gives one of them wants nothing of the configured ones. */
function isGiven(name: string, given: ReadonlySet<string>): boolean {
  return name === 'format' || name === 'output' ? given.has('format') || given.has('output') : given.has(name)
}

/** `failOn` of `fail-on`, as commander names it. */
export function propertyOf(setting: string): string {
  return setting.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** The flags in force, what is worth a note told on stderr. */
export async function settledFlags(io: Io, flags: RawScanFlags): Promise<RawScanFlags> {
  const settled = await settle(io, flags)
  if (!settled.flags.quiet) await tellNotes(io, settled.notes)
  return settled.flags
}
