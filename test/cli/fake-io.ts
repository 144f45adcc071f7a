import { Readable, Writable } from 'node:stream'
import type { Io } from '../../src/cli/io.js'

/** An `Io` that keeps what is written. `terminal` makes all three streams terminals. */
export function fakeIo(change: Partial<Io> & { terminal?: boolean; stdinText?: string } = {}) {
  const { terminal = false, stdinText = '', ...rest } = change
  const written = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') =>
    Object.assign(
      new Writable({
        write(chunk, _encoding, done) {
          written[name] += String(chunk)
          done()
        },
      }),
      { isTTY: terminal, ...(terminal && { columns: 80 }) },
    )
  const io: Io = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    stdin: Object.assign(Readable.from([stdinText]), { isTTY: terminal }),
    env: {},
    cwd: '/',
    signal: new AbortController().signal,
    ...rest,
  }
  return { io, written }
}

/** A stdout whose writes fail with this code of the operating system. */
export function brokenStream(code: string): Io['stdout'] {
  const stream = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error(`${code}: write`), { code, syscall: 'write' }))
    },
  })
  stream.on('error', () => {})
  return stream
}
