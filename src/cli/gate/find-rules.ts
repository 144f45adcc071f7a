import { relative, resolve } from 'node:path'
import type { IgnoreRule } from '../../findings/ignore/rule.js'
import { findUp } from '../config/find-up.js'
import type { Io } from '../io.js'

/** The name under which the list of what is ignored is looked for. */
const usualName = '.jetsamignore.yaml'

/** What is to be ignored, and from where that is known. */
export type FoundRules = { rules: IgnoreRule[]; file?: string; notes: string[] }

/** Reads the file that is named, or else the one that lies in the working directory or above it; none for `false`. Throws a `Failure`. */
export async function findRules(
  { cwd = '.' }: Pick<Io, 'cwd'>,
  named: string | false | undefined,
): Promise<FoundRules> {
  if (named === false) return { rules: [], notes: [] }
  if (named !== undefined) return { rules: await readRules(resolve(cwd, named), named), file: named, notes: [] }
  const found = await findUp(usualName, cwd)
  if (!found) return { rules: [], notes: [] }
  const shown = relative(resolve(cwd), found.path)
  if (found.distrusted) return { rules: [], notes: [`${shown} is left aside: ${found.distrusted}`] }
  return { rules: await readRules(found.path, shown), file: shown, notes: [`ignoring what ${shown} lists`] }
}

async function readRules(path: string, shown: string): Promise<IgnoreRule[]> {
  const { readIgnoreFile } = await import('../config/ignore-file.js')
  return readIgnoreFile(path, shown)
}
