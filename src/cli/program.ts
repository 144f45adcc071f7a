import { Command } from 'commander'
import type { RawCacheFlags } from './cache-command.js'
import { cacheDir, noColour, reportFormat, reportOutput } from './common-flags.js'
import type { RawExplainFlags } from './explain/explain-command.js'
import type { RawFixFlags } from './fix/fix-command.js'
import { type GateActions, gateWords } from './gate/words.js'
import { cacheHelp, completionHelp, explainHelp, fixHelp, mainHelp } from './help-text.js'
import { type ScanActions, scanWords } from './scan/words.js'
import { type SignatureActions, signaturesWords } from './signatures/words.js'

/** The flags of `jetsam demo` that the command line hands over. */
export type DemoFlags = { color: boolean; quiet?: boolean; format: string[]; output: string[] }

/** What the commands do; the words and flags stand here. */
export type Actions = SignatureActions &
  GateActions &
  ScanActions & {
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

function demoWords(actions: Actions): Command {
  return new Command('demo')
    .description('make a leaky image archive, scan it and show the report; needs no engine and leaves nothing behind')
    .addOption(reportFormat())
    .addOption(reportOutput())
    .option('-q, --quiet', 'the report alone')
    .addOption(noColour())
    .action((flags: DemoFlags) => actions.demo(flags))
}

function explainWords(actions: Actions): Command {
  return new Command('explain')
    .description('say all there is to say about a finding, or about a kind of secret')
    .argument('<finding-or-signature>', 'id of a finding (its start is enough), or of a signature')
    .option('--report <file>', 'the JSON report that the finding is in; - for stdin')
    .addOption(noColour())
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
  const cache = inherit(program, new Command('cache'))
    .description('look at or empty the layer cache, which lets a second scan skip what is known')
    .addHelpText('after', cacheHelp)
  const info = new Command('info')
    .description('where the cache is and what it weighs')
    .addOption(cacheDir('where the cache is'))
    .action((flags: RawCacheFlags) => actions.cacheInfo(flags))
  const prune = new Command('prune')
    .description('remove what was not used for 30 days')
    .addOption(cacheDir('where the cache is'))
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
