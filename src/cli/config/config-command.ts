import type { IgnoreRule } from '../../findings/ignore/rule.js'
import { printable } from '../../report/terminal.js'
import { cacheFolderOf } from '../cache-folder.js'
import { findRules } from '../gate/find-rules.js'
import { unwrapDefault } from '../inputs/unwrap.js'
import type { Io } from '../io.js'
import { write } from '../output/stream.js'
import { type RawScanFlags, readScanFlags } from '../scan-flags.js'
import { tellNotes } from '../signatures/tell-notes.js'
import { configSchema } from './schema.js'
import { propertyOf, settle } from './settle.js'

/** The flags of `jetsam config` as commander hands them over: those of a scan, and `--json`. */
export type RawConfigFlags = RawScanFlags & { json?: boolean }

/** A setting in force. `from`: `command line`, `jetsam.yaml:3`, `environment` or `default`. */
type Setting = { name: string; value: unknown; from: string }

/** `jetsam config`: tells what a scan with these flags would go by, and from where each setting comes. */
export async function configCommand(io: Io, { json, ...raw }: RawConfigFlags): Promise<number> {
  const settled = await settle(io, raw)
  await tellNotes(io, settled.notes)
  // Wrong flags are refused here as they are by a scan.
  const { cacheDir } = readScanFlags(settled.flags)
  const found = await findRules(io, settled.flags.ignoreFile)
  const rules = [...(settled.flags.rules ?? []), ...found.rules]
  const flags: RawScanFlags = {
    ...settled.flags,
    cacheDir: cacheFolderOf(cacheDir, io.env),
    ignoreFile: found.file ?? false,
  }
  const settings = settingsOf(flags, (name) => originOf(name, raw, settled.origins))
  settings.push({ name: 'JETSAM_ID_KEY', value: io.env.JETSAM_ID_KEY ? 'set' : 'not set', from: 'environment' })
  await write(io.stdout, json ? jsonOf(settings, rules) : linesOf(settings, rules))
  return 0
}

function settingsOf(flags: RawScanFlags, from: (name: string) => string): Setting[] {
  const values = flags as unknown as Readonly<Record<string, unknown>>
  const defaults: Readonly<Record<string, unknown>> = {
    ...{ format: ['table'], output: ['-'], severity: 'info', 'new-only': false, strict: false, quiet: false },
    ...{ 'unwrap-depth': unwrapDefault('depth'), 'unwrap-size': unwrapDefault('size') },
    ...{ 'unwrap-ratio': unwrapDefault('ratio'), 'unwrap-time': unwrapDefault('time') },
    'spool-size': unwrapDefault('spool'),
  }
  return Object.keys(configSchema.shape)
    .filter((name) => name !== 'ignore')
    .map((name) => {
      const value = values[propertyOf(name)]
      const isUnset = value === undefined || (Array.isArray(value) && value.length === 0)
      return { name, value: (isUnset ? defaults[name] : value) ?? null, from: from(name) }
    })
}

function originOf(name: string, { given }: RawScanFlags, origins: ReadonlyMap<string, string>): string {
  const property = propertyOf(name)
  return given?.has(property) ? 'command line' : (origins.get(property) ?? 'default')
}

function jsonOf(settings: readonly Setting[], rules: readonly IgnoreRule[]): string {
  const ignore = rules.map(({ reason, expires, origin }) => ({ reason, expires, from: origin }))
  const byName = Object.fromEntries(settings.map(({ name, ...setting }) => [name, setting]))
  return `${JSON.stringify({ settings: byName, ignore }, null, 2)}\n`
}

function linesOf(settings: readonly Setting[], rules: readonly IgnoreRule[]): string {
  const rows = [
    ...settings.map(({ name, value, from }) => [name, textOf(value), from]),
    ...rules.map(({ reason, expires, origin }) => ['ignore', `until ${expires}: ${reason}`, origin]),
  ].map((row) => row.map(printable))
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('')
}

function textOf(value: unknown): string {
  if (value === null) return '-'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return Array.isArray(value) ? value.join(', ') : String(value)
}
