import { Command } from 'commander'
import { repeatable, tableOrJson } from '../common-flags.js'
import { signaturesHelp } from '../help-text.js'
import type { RawListFlags } from './list-command.js'
import type { RawShowFlags } from './show-command.js'

/** What the commands of `jetsam signatures` do. */
export type SignatureActions = {
  listSignatures(flags: RawListFlags): Promise<void>
  showSignature(id: string, flags: RawShowFlags): Promise<void>
  testSignatures(file: string): Promise<void>
}

/** Flags that may be given several times. */
export const ownSignatures = () =>
  repeatable('--signatures <file|folder>', 'add own signatures: YAML, or a configuration of gitleaks (repeatable)')
export const only = () =>
  repeatable('--only <names>', 'tell only these: ids, providers, tags, globs on ids (repeatable)')
export const skip = () =>
  repeatable('--skip <names>', 'do not tell these: ids, providers, tags, globs on ids (repeatable)')

/** The words and flags of `jetsam signatures`. `inherit` gives a command the settings of the program. */
export function signaturesWords(inherit: (command: Command) => Command, actions: SignatureActions): Command {
  const signatures = inherit(new Command('signatures'))
    .description('list, show and test the signatures by which secrets are recognised')
    .addHelpText('after', signaturesHelp)
  const list = new Command('list')
    .description('one line for each: id, severity, provider, title')
    .addOption(ownSignatures())
    .addOption(only())
    .addOption(skip())
    .addOption(tableOrJson())
    .action((flags: RawListFlags) => actions.listSignatures(flags))
  const show = new Command('show')
    .description('everything that is known of one signature')
    .argument('<id>')
    .addOption(ownSignatures())
    .addOption(tableOrJson())
    .action((id: string, flags: RawShowFlags) => actions.showSignature(id, flags))
  const test = new Command('test')
    .description('plant examples of what a file describes, and say what is found and what is not')
    .argument('<file>', 'YAML, or a configuration of gitleaks')
    .action((file: string) => actions.testSignatures(file))
  for (const command of [list, show, test]) signatures.addCommand(inherit(command))
  return signatures
}
