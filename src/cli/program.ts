import { Command, Option } from 'commander'
import { severities } from '../findings/finding.js'
import { formatNames } from '../report/formats.js'
import type { RawCacheFlags } from './cache-command.js'
import type { RawExplainFlags } from './explain/explain-command.js'
import type { RawFixFlags } from './fix/fix-command.js'
import { type GateActions, gateWords } from './gate/words.js'
import { withGiven } from './given.js'
import { cacheHelp, completionHelp, explainHelp, fixHelp, mainHelp, scanHelp } from './help-text.js'
import type { RawScanFlags } from './scan-flags.js'
import { only, ownSignatures, type SignatureActions, signaturesWords, skip } from './signatures/words.js'

/** The flags of `jetsam demo` that the command line hands over. */
export type DemoFlags = { color: boolean; quiet?: boolean; format: string[]; output: string[] }

/** What the commands do; the words and flags stand here. */
export type Actions = SignatureActions &
  GateActions & {
    scan(references: string[], flags: RawScanFlags): Promise<void>
    demo(flags: DemoFlags): Promise<void>
    explain(subject: string, flags: RawExplainFlags): Promise<void>
    fix(flags: RawFixFlags): Promise<void>
    cacheInfo(flags: RawCacheFlags): Promise<void>
    cachePrune(flags: RawCacheFlags): Promise<void>
    completion(shell: string, program: Command): Promise<void>
  }

/** The command line as commander knows it. Writes nothing itself: help and errors come as `CommanderError`s and through `writeOut`. */
export function makeProgram(
  actions: Actions,
  version: string,
  columns: number,
  writeOut: (text: string) => void,
): Command {
  const program = new Command('jetsam')
    .description(
      'Audits built container images for leaked secrets: build arguments, environment, history and every byte of every layer.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureOutput({ writeOut, writeErr: () => {}, getOutHelpWidth: () => columns, getErrHelpWidth: () => columns })
    .addHelpText('after', mainHelp)
    .exitOverride()
  const scan = inherit(program, scanWords(actions))
  program.addCommand(scan)
  for (const command of gateWords(scan, actions)) program.addCommand(inherit(program, command))
  program.addCommand(inherit(program, demoWords(actions)))
  program.addCommand(inherit(program, explainWords(actions)))
  program.addCommand(inherit(program, fixWords(actions)))
  program.addCommand(signaturesWords((command) => inherit(program, command), actions))
  program.addCommand(cacheWords(program, actions))
  program.addCommand(inherit(program, completionWords(program, actions)))
  return program
}

function inherit(program: Command, command: Command): Command {
  return command.copyInheritedSettings(program)
}

function scanWords(actions: Actions): Command {
  return new Command('scan')
    .description('scan images and report what leaked')
    .argument('[references...]', 'images, archives, or - for an archive on stdin')
    .addOption(
      new Option('--compose <file>', 'scan a Compose file and the images of all its services (repeatable)')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--profile <name>', 'with --compose: leave out services of other profiles (repeatable)')
        .argParser(collect)
        .default([], 'all services'),
    )
    .option('--all', 'scan every image of the engine, dangling and intermediate ones too, and its build-cache records')
    .addOption(new Option('--pull <when>', 'pull images: missing, always or never').default('missing', 'missing'))
    .option('--docker-host <address>', 'engine to ask, e.g. unix:///run/user/1000/docker.sock or tcp://host:2376')
    .option(
      '--platform <os/arch>',
      "platform to scan of an image that has several, e.g. linux/arm64, or all (default: this machine's)",
    )
    .option('--username <name>', 'user at the registry of the images that are named; with --password-stdin')
    .option('--password-stdin', "read that user's password or token from stdin")
    .addOption(
      new Option('--insecure-registry <host[:port]>', 'allow plain HTTP, or an unverified certificate (repeatable)')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--registry-mirror <host=url>',
        'ask there first for images of the host (repeatable; registries.conf counts, too)',
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--registry-ca <file>', 'trust this certificate authority for registries, too (repeatable)')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(formatOption())
    .addOption(outputOption())
    .addOption(
      new Option('--fail-on <severity[:confidence]>', 'exit 1 from such a finding on; or none').default(
        'medium:likely',
        'medium:likely',
      ),
    )
    .option(
      '--severity <severity>',
      `show findings of this severity and worse: ${severities.join(', ')}; never changes the exit code`,
    )
    .addOption(ownSignatures())
    .addOption(only())
    .addOption(skip())
    .option('--baseline <file>', 'findings that are known and do not count for the exit code (see jetsam baseline)')
    .option('--new-only', 'show only what the baseline does not know')
    .option('--ignore-file <file>', 'findings to ignore (default: .jetsamignore.yaml, here or in a folder above)')
    .option('--no-ignore-file', 'ignore nothing, whatever lies around')
    .option('--config <file>', 'settings (default: jetsam.yaml, here or in a folder above; see jetsam config)')
    .option('--no-config', 'no settings but the flags')
    .option('--show-secrets', 'put the secrets themselves into the report')
    .option('--strict', 'count what could not be opened (an encrypted archive, say) as an incomplete scan')
    .option('--cache-dir <folder>', 'keep the layer cache there')
    .option('--no-cache', 'read everything again, and remember nothing')
    .option('-q, --quiet', 'no progress on stderr')
    .option('--no-color', 'no colours')
    .option('--dockerfile <file>', 'the Dockerfile the image was built from: findings tell its lines')
    .addOption(
      new Option(
        '--base <image>',
        'the image they are built on, of any source: findings tell what it brought (repeatable)',
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--concurrency <number>', 'threads to scan with (default: one for each core, at most 3)')
    .addHelpText('after', scanHelp)
    .action((references: string[], flags: RawScanFlags, command: Command) =>
      actions.scan(references, withGiven(flags, command)),
    )
}

function formatOption(): Option {
  return new Option('-f, --format <format>', `format of the report (repeatable): ${formatNames.join(', ')}`)
    .argParser(collect)
    .default([], 'table')
}

function outputOption(): Option {
  return new Option('-o, --output <[format=]file>', 'write a report to a file (repeatable)')
    .argParser(collect)
    .default([], 'stdout')
}

function demoWords(actions: Actions): Command {
  return new Command('demo')
    .description('make a leaky image archive, scan it and show the report; needs no engine and leaves nothing behind')
    .addOption(formatOption())
    .addOption(outputOption())
    .option('-q, --quiet', 'the report alone')
    .option('--no-color', 'no colours')
    .action((flags: DemoFlags) => actions.demo(flags))
}

function explainWords(actions: Actions): Command {
  return new Command('explain')
    .description('say all there is to say about a finding, or about a kind of secret')
    .argument('<finding-or-signature>', 'id of a finding (its start is enough), or of a signature')
    .option('--report <file>', 'the JSON report that the finding is in; - for stdin')
    .option('--no-color', 'no colours')
    .addHelpText('after', explainHelp)
    .action((subject: string, flags: RawExplainFlags) => actions.explain(subject, flags))
}

function fixWords(actions: Actions): Command {
  return new Command('fix')
    .description('show a patch for a Dockerfile that hands its secrets over as mounts')
    .requiredOption('--dockerfile <file>', 'the Dockerfile')
    .option('--secret-files', 'for builders before the Dockerfile frontend 1.10: read variables from mounted files')
    .option('--write', 'change the files instead')
    .addHelpText('after', fixHelp)
    .action((flags: RawFixFlags) => actions.fix(flags))
}

function cacheWords(program: Command, actions: Actions): Command {
  const folder = ['--cache-dir <folder>', 'where the cache is'] as const
  const cache = inherit(program, new Command('cache'))
    .description('look at or empty the layer cache, which lets a second scan skip what is known')
    .addHelpText('after', cacheHelp)
  const info = new Command('info')
    .description('where the cache is and what it weighs')
    .option(...folder)
    .action((flags: RawCacheFlags) => actions.cacheInfo(flags))
  const prune = new Command('prune')
    .description('remove what was not used for 30 days')
    .option(...folder)
    .option('--older-than <days>', 'remove what was not used for so many days')
    .option('--all', 'remove everything')
    .action((flags: RawCacheFlags) => actions.cachePrune(flags))
  cache.addCommand(inherit(program, info))
  cache.addCommand(inherit(program, prune))
  return cache
}

function completionWords(program: Command, actions: Actions): Command {
  return new Command('completion')
    .description('write a script that completes the words of jetsam in a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText('after', completionHelp)
    .action((shell: string) => actions.completion(shell, program))
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value]
}
