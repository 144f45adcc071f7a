#!/usr/bin/env node
import process from 'node:process'
import { write } from './cli/output/stream.js'
import { thrownText } from './cli/problems/thrown-text.js'
import { run } from './cli/run.js'

const { stdout, stderr, stdin, env } = process
const interruption = new AbortController()

/** The first signal ends the scan in order; the second one ends the process. */
const interrupt = () => {
  if (interruption.signal.aborted) process.exit(130)
  interruption.abort()
}
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
process.on('SIGHUP', interrupt)

const crash = (error: unknown) => {
  void write(stderr, thrownText(error, env))
    .catch(() => {})
    .finally(() => process.exit(2))
}
process.on('uncaughtException', crash)
process.on('unhandledRejection', crash)

// A reader that goes away is told by each write; without a listener the stream's own error would end the process.
stdout.on('error', () => {})
stderr.on('error', () => {})

process.exit(await run(process.argv.slice(2), { stdout, stderr, stdin, env, signal: interruption.signal }))
