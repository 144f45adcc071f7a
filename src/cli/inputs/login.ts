import { parseReference } from '../../image/reference.js'
import { Failure } from '../../problem.js'
import type { Io } from '../io.js'
import type { ScanFlags } from '../scan-flags.js'

/** A user of a registry. */
export type Login = { username: string; password: string }

/** Longest password that is read, in bytes; tokens of some registries have thousands. */
const passwordLimit = 64 * 1024

/**
 * The user of `--username` with the password that comes by stdin, whose last line break is not part of it. Only one registry may be named,
 * so that no other one is shown it.
 * @throws Failure `usage`
 */
export async function readLogin(
  references: readonly string[],
  { username, all }: Pick<ScanFlags, 'username' | 'all'>,
  { stdin }: Io,
): Promise<Login | undefined> {
  if (username === undefined) return undefined
  const registries = new Set(references.map(registryOf).filter((registry) => registry !== undefined))
  const usage = (message: string, hint: string) => new Failure({ code: 'usage', message, hint })
  if (all || registries.size !== 1 || references.some(isStdin)) {
    throw usage('--username is for the images of one registry', 'name images of one registry, and no archive on stdin')
  }
  if (stdin.isTTY)
    throw usage('--password-stdin reads from stdin, but stdin is a terminal', 'echo "$TOKEN" | jetsam scan …')
  const password = (await readAll(stdin)).replace(/\r?\n$/, '')
  if (password === '') throw usage('--password-stdin: the password is empty', 'is a variable of your script unset?')
  return { username, password }
}

function isStdin(reference: string): boolean {
  return parsed(reference)?.kind === 'stdin'
}

function registryOf(reference: string): string | undefined {
  const named = parsed(reference)
  return named?.kind === 'image' && 'registry' in named.image ? named.image.registry : undefined
}

/** What is no reference is told by the scan. */
function parsed(reference: string): ReturnType<typeof parseReference> | undefined {
  try {
    return parseReference(reference)
  } catch {
    return undefined
  }
}

async function readAll(stdin: Io['stdin']): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of stdin) {
    parts.push(Buffer.from(part as string))
    length += parts.at(-1)!.length
    if (length > passwordLimit)
      throw new Failure({
        code: 'usage',
        message: '--password-stdin: the password is too long',
        hint: 'echo "$TOKEN" | jetsam scan …',
      })
  }
  return Buffer.concat(parts).toString('utf8')
}
