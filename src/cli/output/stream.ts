import type { Writable } from 'node:stream'
import { Failure } from '../../problem.js'

/**
 * Writes a text to stdout or stderr and waits until it is out of our hands. A reader that went away (`jetsam … | head`) is no
 * mistake of the user's and ends the writing silently; all else (a full disk) throws a `Failure` with the code `output-failed`.
 */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      const code = error && 'code' in error ? String(error.code) : ''
      if (!error || ['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'].includes(code)) resolve()
      else reject(new Failure({ code: 'output-failed', message: `the report could not be written: ${error.message}` }))
    })
  })
}
