import { packageVersion } from '../package-version.js'
import { Failure } from '../problem.js'
import { columnsOf, type Io } from './io.js'
import { write } from './output/stream.js'
import { thrownText } from './problems/thrown-text.js'
import type { Actions } from './program.js'
import type { Scan } from './scan-command.js'

/** Brings the scan; loaded only when one is to run. */
export type LoadScan = () => Promise<Scan>

const loadRealScan: LoadScan = async () => (await import('../scan/scan.js')).scan

/**
 * The whole command line: reads the arguments (without node and script), does what they say and gives the exit code. Never throws, and
 * touches nothing but `io` and the file system.
 */
export async function run(argv: readonly string[], io: Io, loadScan: LoadScan = loadRealScan): Promise<number> {
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      await write(io.stdout, `${packageVersion()}\n`)
      return 0
    }
    return await runCommand(argv, io, loadScan)
  } catch (error) {
    await write(io.stderr, thrownText(error, io.env)).catch(() => {})
    return 2
  }
}

async function runCommand(argv: readonly string[], io: Io, loadScan: LoadScan): Promise<number> {
  const [{ makeProgram }, { CommanderError }, { usageProblem }] = await Promise.all([
    import('./program.js'),
    import('commander'),
    import('./problems/usage.js'),
  ])
  let exitCode = 0
  let help = ''
  const actions = actionsOf(io, loadScan, (code) => {
    exitCode = code
  })
  const columns = columnsOf(io.stdout, io.env)
  const program = makeProgram(actions, packageVersion(), columns, (text) => {
    help += text
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) throw new Failure(usageProblem(error.code, error.message, argv))
  }
  if (help !== '') await write(io.stdout, help)
  return exitCode
}

function actionsOf(io: Io, loadScan: LoadScan, exitWith: (code: number) => void): Actions {
  // Loaded when it is called: after everything that can be wrong with the command line was said.
  const scan: Scan = async (options) => (await loadScan())(options)
  return {
    scan: async (references, raw) => {
      const [{ scanCommand }, { readScanFlags }, { settledFlags }] = await Promise.all([
        import('./scan-command.js'),
        import('./scan-flags.js'),
        import('./config/settle.js'),
      ])
      exitWith(await scanCommand(io, scan, references, readScanFlags(await settledFlags(io, raw))))
    },
    baseline: async (references, flags) => {
      const { baselineCommand } = await import('./gate/baseline-command.js')
      exitWith(await baselineCommand(io, scan, references, flags))
    },
    diff: async (old, now, flags) => {
      const { diffCommand } = await import('./gate/diff-command.js')
      exitWith(await diffCommand(io, scan, old, now, flags))
    },
    config: async (flags) => exitWith(await (await import('./config/config-command.js')).configCommand(io, flags)),
    demo: async (flags) => {
      const { demoCommand } = await import('./demo-command.js')
      exitWith(await demoCommand(io, scan, flags))
    },
    explain: async (subject, flags) =>
      exitWith(await (await import('./explain/explain-command.js')).explainCommand(io, subject, flags)),
    fix: async (flags) => exitWith(await (await import('./fix/fix-command.js')).fixCommand(io, flags)),
    listSignatures: async (flags) =>
      exitWith(await (await import('./signatures/list-command.js')).listSignatures(io, flags)),
    showSignature: async (id, flags) =>
      exitWith(await (await import('./signatures/show-command.js')).showSignature(io, id, flags)),
    testSignatures: async (file) =>
      exitWith(await (await import('./signatures/test-command.js')).testSignatures(io, file)),
    cacheInfo: async (flags) => exitWith(await (await import('./cache-command.js')).cacheInfo(io, flags)),
    completion: async (shell, program) => {
      const [{ completionCommand }, { commandWords }] = await Promise.all([
        import('./shell/completion-command.js'),
        import('./shell/command-tree.js'),
      ])
      exitWith(await completionCommand(io, shell, commandWords(program)))
    },
    cachePrune: async (flags) => exitWith(await (await import('./cache-command.js')).cachePrune(io, flags)),
  }
}
