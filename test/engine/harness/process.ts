import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** How a process ended. Texts are UTF-8. */
export type Ended = { code: number | null; stdout: string; stderr: string }

export type RunOptions = {
  env?: Record<string, string | undefined>
  /** Bytes for the standard input; none without. */
  stdin?: Readable
  cwd?: string
  /** Milliseconds after which the process is killed (its code is then null). Default: two minutes. */
  timeout?: number
}

/** Runs a program to its end, whatever its exit code. Throws only if it cannot be started. */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: [options.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    timeout: options.timeout ?? 120_000,
  })
  const stdout = collect(child.stdout!)
  const stderr = collect(child.stderr!)
  // A program that stops reading early (bad input) closes its end: that is its right.
  const fed = options.stdin && child.stdin ? pipeline(options.stdin, child.stdin).catch(() => undefined) : undefined
  const [code] = (await once(child, 'close')) as [number | null]
  await fed
  return { code, stdout: await stdout, stderr: await stderr }
}

/** Runs a program that must succeed and gives its standard output without the last line break. */
export async function mustRun(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  const ended = await run(command, args, options)
  if (ended.code !== 0) {
    throw new Error(`${command} ${args.join(' ')}: exit code ${ended.code}\n${ended.stdout}\n${ended.stderr}`)
  }
  return ended.stdout.trimEnd()
}

async function collect(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
