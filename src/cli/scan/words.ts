import { Command, Option } from 'commander'
import { severities } from '../../findings/finding.js'
import type { UnwrapOptions } from '../../unwrap/limits.js'
import { cacheDir, noColour, repeatable, reportFormat, reportOutput } from '../common-flags.js'
import { withGiven } from '../given.js'
import { scanHelp } from '../help-text.js'
import { unwrapDefault } from '../inputs/unwrap.js'
import type { RawScanFlags } from '../scan-flags.js'
import { only, ownSignatures, skip } from '../signatures/words.js'

export type ScanActions = {
  scan(references: string[], flags: RawScanFlags): Promise<void>
}

/** The words and flags of `jetsam scan`. */
export function scanWords(actions: ScanActions): Command {
  const command = new Command('scan')
    .description('scan images and report what leaked')
    .argument('[references...]', 'images, archives, or - for an archive on stdin')
  for (const [heading, add] of groups) {
    command.optionsGroup(heading)
    add(command)
  }
  return command
    .addHelpText('after', scanHelp)
    .action((references: string[], flags: RawScanFlags) => actions.scan(references, withGiven(flags, command)))
}

/** In the order in which the help shows them. */
const groups: [string, (command: Command) => void][] = [
  ['What to scan:', subjects],
  ['Registries:', registries],
  ['Report:', reports],
  ['Exit code:', gates],
  ['Signatures:', signatures],
  ['What wraps files:', unwrapping],
  ['Running:', running],
]

function subjects(command: Command): void {
  command
    .addOption(
      repeatable('--compose <file>', 'scan a Compose file and the images of all its services (repeatable)', 'none'),
    )
    .addOption(
      repeatable(
        '--profile <name>',
        'with --compose: leave out services of other profiles (repeatable)',
        'all services',
      ),
    )
    .option('--all', 'scan every image of the engine, dangling and intermediate ones too, and its build-cache records')
    .addOption(new Option('--pull <when>', 'pull images: missing, always or never').default('missing', 'missing'))
    .option('--docker-host <address>', 'engine to ask, e.g. unix:///run/user/1000/docker.sock or tcp://host:2376')
    .option(
      '--platform <os/arch>',
      "platform to scan of an image that has several, e.g. linux/arm64, or all (default: this machine's)",
    )
    .option('--dockerfile <file>', 'the Dockerfile the image was built from: findings tell its lines')
    .addOption(
      repeatable(
        '--base <image>',
        'the image they are built on, of any source: findings tell what it brought (repeatable)',
        'none',
      ),
    )
}

function registries(command: Command): void {
  command
    .option('--username <name>', 'user at the registry of the images that are named; with --password-stdin')
    .option('--password-stdin', "read that user's password or token from stdin")
    .addOption(
      repeatable(
        '--insecure-registry <host[:port]>',
        'allow plain HTTP, or an unverified certificate (repeatable)',
        'none',
      ),
    )
    .addOption(
      repeatable(
        '--registry-mirror <host=url>',
        'ask there first for images of the host (repeatable; registries.conf counts, too)',
        'none',
      ),
    )
    .addOption(
      repeatable('--registry-ca <file>', 'trust this certificate authority for registries, too (repeatable)', 'none'),
    )
}

function reports(command: Command): void {
  command
    .addOption(reportFormat())
    .addOption(reportOutput())
    .option(
      '--severity <severity>',
      `show findings of this severity and worse: ${severities.join(', ')}; never changes the exit code`,
    )
    .option('--new-only', 'show only what the baseline does not know')
    .option('--show-secrets', 'put the secrets themselves into the report')
}

function gates(command: Command): void {
  command
    .addOption(
      new Option('--fail-on <severity[:confidence]>', 'exit 1 from such a finding on; or none').default(
        'medium:likely',
        'medium:likely',
      ),
    )
    .option('--baseline <file>', 'findings that are known and do not count for the exit code (see jetsam baseline)')
    .option('--ignore-file <file>', 'findings to ignore (default: .jetsamignore.yaml, here or in a folder above)')
    .option('--no-ignore-file', 'ignore nothing, whatever lies around')
    .option('--config <file>', 'settings (default: jetsam.yaml, here or in a folder above; see jetsam config)')
    .option('--no-config', 'no settings but the flags')
    .option('--strict', 'count what could not be opened (an encrypted archive, say) as an incomplete scan')
}

function signatures(command: Command): void {
  command.addOption(ownSignatures()).addOption(only()).addOption(skip())
}

function unwrapping(command: Command): void {
  command
    .option('--no-unwrap', 'open no archives and nothing else that wraps files; search their bytes as they are')
    .addOption(unwrapOption('--unwrap-depth <number>', 'open so many wrappings inside each other', 'depth'))
    .addOption(
      unwrapOption('--unwrap-size <size>', 'take so much out of one file of a layer, of the layer 4 times it', 'size'),
    )
    .addOption(
      unwrapOption('--unwrap-ratio <number>', 'take a file for a bomb that holds so many times its own size', 'ratio'),
    )
    .addOption(unwrapOption('--unwrap-time <duration>', 'spend so much work on opening files of a layer', 'time'))
    .addOption(
      unwrapOption('--spool-size <size>', 'keep so much of large wrappings in temporary files at once', 'spool'),
    )
    .option('--no-spool', 'write no temporary file; databases and git packs above 64 MiB are not opened')
}

function unwrapOption(flag: string, what: string, limit: keyof UnwrapOptions): Option {
  return new Option(flag, `${what} (default: ${unwrapDefault(limit)})`)
}

function running(command: Command): void {
  command
    .addOption(cacheDir('keep the layer cache there'))
    .option('--no-cache', 'read everything again, and remember nothing')
    .option('--concurrency <number>', 'threads to scan with (default: one for each core, at most 3)')
    .option('-q, --quiet', 'no progress on stderr')
    .addOption(noColour())
}
