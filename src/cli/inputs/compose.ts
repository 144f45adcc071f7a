import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ComposeProject } from '../../compose/project.js'
import { Failure } from '../../problem.js'
import type { Io } from '../io.js'
import type { ScanFlags } from '../scan-flags.js'

/** The Compose project that `--compose` names. Throws a `Failure` for a file that is not there. */
export async function readCompose({ compose, profiles }: ScanFlags, { env, cwd = '.' }: Io): Promise<ComposeProject> {
  const folder = resolve(cwd)
  for (const file of compose) {
    if (!(await stat(resolve(folder, file)).catch(() => undefined))?.isFile()) {
      throw new Failure({
        code: 'usage',
        message: `--compose '${file}': there is no such file`,
        hint: 'name the file itself, such as compose.yaml',
      })
    }
  }
  const { readComposeProject } = await import('../../compose/project.js')
  return readComposeProject({ files: compose, profiles, env, cwd: folder })
}
