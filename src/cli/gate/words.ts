import { Command } from 'commander'
import { tableOrJson } from '../common-flags.js'
import type { RawConfigFlags } from '../config/config-command.js'
import { withGiven } from '../given.js'
import { baselineHelp, configHelp, diffHelp } from '../help-text.js'
import type { RawBaselineFlags } from './baseline-command.js'
import type { RawDiffFlags } from './diff-command.js'

/** What the commands of the gate do. */
export type GateActions = {
  baseline(references: string[], flags: RawBaselineFlags): Promise<void>
  diff(old: string, now: string, flags: RawDiffFlags): Promise<void>
  config(flags: RawConfigFlags): Promise<void>
}

/** How a scan is made: flags that mean the same in every command that scans. */
const scanning = [
  ...['--pull', '--docker-host', '--platform', '--signatures', '--only', '--skip', '--strict', '--cache-dir'],
  ...[
    '--no-unwrap',
    '--unwrap-depth',
    '--unwrap-size',
    '--unwrap-ratio',
    '--unwrap-time',
    '--spool-size',
    '--no-spool',
  ],
  ...[
    '--no-cache',
    '--ignore-file',
    '--no-ignore-file',
    '--config',
    '--no-config',
    '--quiet',
    '--no-color',
    '--concurrency',
  ],
]

/** The words and flags of the commands that go with `jetsam scan`, whose flags they share. */
export function gateWords(scan: Command, actions: GateActions): Command[] {
  return [baselineWords(scan, actions), diffWords(scan, actions), configWords(scan, actions)]
}

function baselineWords(scan: Command, actions: GateActions): Command {
  const baseline = new Command('baseline')
    .description('write down what is found today, so that a later scan fails on new findings only')
    .argument('[references...]', 'images or archives, as for jetsam scan')
    .option('-o, --output <file>', 'write the baseline to a file; reasons that stand there are kept')
    .option('--reason <text>', 'why the new entries are accepted')
    .addHelpText('after', baselineHelp)
    .action((references: string[], flags: RawBaselineFlags, command: Command) =>
      actions.baseline(references, withGiven(flags, command)),
    )
  return withFlagsOf(scan, ['--all', '--compose', '--profile', ...scanning], baseline)
}

function withFlagsOf(scan: Command, names: readonly string[], command: Command): Command {
  for (const option of scan.options) if (names.includes(option.long ?? '')) command.addOption(option)
  return command
}

function diffWords(scan: Command, actions: GateActions): Command {
  const diff = new Command('diff')
    .description('tell what a new image added, removed and carried over')
    .argument('<old>', 'an image or archive, as for jetsam scan, or a JSON report: FILE.json')
    .argument('<new>', 'the same')
    .addOption(tableOrJson())
    .option('-o, --output <file>', 'write the comparison to a file')
    .addHelpText('after', diffHelp)
    .action((old: string, now: string, flags: RawDiffFlags, command: Command) =>
      actions.diff(old, now, withGiven(flags, command)),
    )
  return withFlagsOf(scan, ['--fail-on', '--severity', '--baseline', '--new-only', ...scanning], diff)
}

function configWords(scan: Command, actions: GateActions): Command {
  const config = new Command('config')
    .description('tell which settings are in force, and from where: jetsam.yaml, or the flags of a scan given here')
    .option('--json', 'as JSON')
    .addHelpText('after', configHelp)
    .action((flags: RawConfigFlags, command: Command) => actions.config(withGiven(flags, command)))
  return withFlagsOf(
    scan,
    scan.options.flatMap(({ long }) => long ?? []),
    config,
  )
}
