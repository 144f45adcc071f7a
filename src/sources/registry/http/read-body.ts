import type { Readable } from 'node:stream'
import { HttpError } from './http-error.js'

/**
 * The whole of a body that must be small.
 * @throws HttpError if it is longer than `limit` bytes, or breaks off
 */
export async function readBody(body: Readable, limit: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body as AsyncIterable<Buffer>) {
    length += part.length
    if (length > limit) {
      body.destroy()
      throw new HttpError(`an answer is longer than ${limit} bytes`)
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}
