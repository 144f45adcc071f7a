import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** Wall-clock time in seconds, peak of resident memory in MiB. */
export type Measured = { seconds: number; peak: number }

const hook = new URL('./peak-memory.js', import.meta.url).href

/** Runs a Node.js program to its end and measures it. Its output goes nowhere; its exit code must be one of `codes`. */
export async function measure(args: string[], codes = [0]): Promise<Measured> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', hook, ...args], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  const [words, peak] = [text(child.stderr!), text(child.stdio[3] as Readable)]
  const [code] = (await once(child, 'close')) as [number | null]
  if (code === null || !codes.includes(code)) throw new Error(`${args.join(' ')}: exit code ${code}\n${await words}`)
  return { seconds: (performance.now() - started) / 1000, peak: Number(await peak) / 1024 }
}
