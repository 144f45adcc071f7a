import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { places } from '../places.js'

/** Wall-clock time in seconds; peak of resident memory in MiB, where it was asked for. */
export type Measured = { seconds: number; peak?: number }

/** Runs a command to its end and measures it. Its output goes nowhere; its exit code must be 0. */
export async function measure(command: string, args: string[]): Promise<Measured> {
  const started = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const words = text(child.stderr)
  await success(once(child, 'close'), words, [command, ...args])
  return { seconds: (performance.now() - started) / 1000 }
}

/** Like `measure` for a Node.js program, whose memory is measured too. */
export async function measureNode(args: string[]): Promise<Measured> {
  const started = performance.now()
  const stdio = ['ignore', 'ignore', 'pipe', 'pipe'] as const
  const child = spawn(process.execPath, ['--import', places.peakMemory, ...args], { stdio: [...stdio] })
  const [words, peak] = [text(child.stderr!), text(child.stdio[3] as Readable)]
  await success(once(child, 'close'), words, args)
  return { seconds: (performance.now() - started) / 1000, peak: Number(await peak) / 1024 }
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
