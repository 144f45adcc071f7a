import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { places } from '../places.js'

/** Wall-clock time in seconds. */
export type Measured = { seconds: number }
/** With seconds of processor time of all threads, and the peak of resident memory in MiB. */
export type MeasuredNode = Measured & { cpu: number; peak: number }

/** Runs a command to its end and measures it. Its output goes nowhere; its exit code must be 0. */
export async function measure(command: string, args: string[]): Promise<Measured> {
  const started = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const words = text(child.stderr)
  await success(once(child, 'close'), words, [command, ...args])
  return { seconds: (performance.now() - started) / 1000 }
}

/** Like `measure`, for a Node.js program. */
export async function measureNode(args: string[]): Promise<MeasuredNode> {
  const started = performance.now()
  const stdio = ['ignore', 'ignore', 'pipe', 'pipe'] as const
  const child = spawn(process.execPath, ['--import', places.hook, ...args], { stdio: [...stdio] })
  const [words, told] = [text(child.stderr!), text(child.stdio[3] as Readable)]
  await success(once(child, 'close'), words, args)
  const seconds = (performance.now() - started) / 1000
  return { seconds, ...(JSON.parse(await told) as { cpu: number; peak: number }) }
}

/** Runs a command to its end and gives what it wrote. Throws if it fails. */
export async function output(command: string, args: string[], cwd?: string): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd })
  const [out, words] = [text(child.stdout), text(child.stderr)]
  await success(once(child, 'close'), words, [command, ...args])
  return out
}

async function success(closed: Promise<unknown[]>, words: Promise<string>, command: string[]): Promise<void> {
  const [code] = await closed
  if (code !== 0) throw new Error(`${command.join(' ')}: exit code ${code}\n${await words}`)
}
