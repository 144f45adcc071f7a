import { spawn } from 'node:child_process'
import { isRecord } from '../is-record.js'

/** A helper that has not answered after this many milliseconds is stopped. A keychain may be asking its user. */
const HELPER_TIMEOUT_MS = 30_000
/** Longest answer of a helper that is read, in bytes. */
const HELPER_ANSWER_LIMIT = 1024 * 1024

export type HelperAnswer =
  | { kind: 'credentials'; username: string; secret: string }
  | { kind: 'none' }
  /** `reason` never holds what the helper printed. */
  | { kind: 'failed'; reason: string }

/**
 * Asks `docker-credential-NAME get` for the credentials of a server
 * (protocol: https://github.com/docker/docker-credential-helpers#development).
 */
export async function askCredentialHelper(
  name: string,
  server: string,
  env: Readonly<Record<string, string | undefined>>,
  timeoutMs = HELPER_TIMEOUT_MS,
): Promise<HelperAnswer> {
  if (!/^[\w.-]{1,100}$/.test(name)) return { kind: 'failed', reason: 'the name of the credential helper is malformed' }
  const program = `docker-credential-${name}`
  const run = await runHelper(program, server, env, timeoutMs)
  if (run.kind === 'failed') return { kind: 'failed', reason: `${program} ${run.reason}` }
  if (run.exitCode !== 0) {
    // The helper library's own words for "nothing is stored", which is no error.
    if (/credentials not found/i.test(run.stdout)) return { kind: 'none' }
    return { kind: 'failed', reason: `${program} ended with exit code ${run.exitCode}` }
  }
  return parseAnswer(program, run.stdout)
}

function parseAnswer(program: string, stdout: string): HelperAnswer {
  try {
    const answer: unknown = JSON.parse(stdout)
    if (isRecord(answer) && typeof answer.Secret === 'string') {
      if (answer.Secret === '') return { kind: 'none' }
      return {
        kind: 'credentials',
        username: typeof answer.Username === 'string' ? answer.Username : '',
        secret: answer.Secret,
      }
    }
  } catch {
    // told below, without the text, which may hold the secret
  }
  return { kind: 'failed', reason: `${program} gave no credentials in its answer` }
}

type HelperRun = { kind: 'ended'; exitCode: number; stdout: string } | { kind: 'failed'; reason: string }

function runHelper(
  program: string,
  server: string,
  env: Readonly<Record<string, string | undefined>>,
  timeoutMs: number,
): Promise<HelperRun> {
  return new Promise((resolve) => {
    const child = spawn(program, ['get'], { env: { ...env }, stdio: ['pipe', 'pipe', 'ignore'] })
    const end = (result: HelperRun) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      child.stdout.destroy()
      resolve(result)
    }
    const timer = setTimeout(
      () => end({ kind: 'failed', reason: `gave no answer in ${timeoutMs / 1000} s` }),
      timeoutMs,
    )
    const parts: Buffer[] = []
    let size = 0
    child.stdout.on('data', (part: Buffer) => {
      size += part.length
      if (size > HELPER_ANSWER_LIMIT) end({ kind: 'failed', reason: 'gave too long an answer' })
      else parts.push(part)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      end({
        kind: 'failed',
        reason: error.code === 'ENOENT' ? 'is not on the PATH' : `cannot be started (${error.code})`,
      })
    })
    child.on('close', (code) => {
      end({ kind: 'ended', exitCode: code ?? 1, stdout: Buffer.concat(parts).toString('utf8') })
    })
    // A helper may end without reading; that is told by its exit code.
    child.stdin.on('error', () => undefined)
    child.stdin.end(server)
  })
}
