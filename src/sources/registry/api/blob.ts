import { createHash } from 'node:crypto'
import { Failure, type Problem } from '../../../problem.js'
import type { HttpAnswer } from '../http/exchange.js'
import { connectionText, HttpError } from '../http/http-error.js'
import { pause, waitBefore } from '../http/retry.js'
import { type RegistryClient, refusalFor } from './client.js'

export type BlobRequest = { digest: string; size?: number | undefined; what: string; signal?: AbortSignal | undefined }

/** Breaks after each of which a blob is resumed where it broke off, at most. */
const resumeLimit = 50

/**
 * Brings a blob's bytes as they come. A connection that breaks is resumed where it broke (RFC 9110, 14.2). Gives the problem, if it was
 * not brought whole or is not what its digest names; what came was handed on.
 */
export async function streamBlob(
  client: RegistryClient,
  request: BlobRequest,
  write: (bytes: Uint8Array) => Promise<void> | undefined,
): Promise<Problem | undefined> {
  const [algorithm = '', wanted] = request.digest.split(':')
  const hash = createHash(algorithm)
  let at = 0
  const take = (bytes: Uint8Array) => {
    at += bytes.length
    hash.update(bytes)
    return write(bytes)
  }
  for (let failures = 0, breaks = 0; ; breaks++) {
    const before = at
    const error = await readOn(client, request, at, take)
    request.signal?.throwIfAborted()
    if (error === undefined) break
    if (error instanceof Failure) return error.problem
    failures = at > before ? 1 : failures + 1
    const wait = breaks < resumeLimit ? waitBefore(failures, client.patience) : undefined
    if (wait === undefined) return brokenOff(client, request, at, error)
    await pause(wait, request.signal)
  }
  return hash.digest('hex') === wanted ? undefined : otherBytes(client, request)
}

/** One connection's worth of the bytes from `at` on. Gives why there are not all of them; a `Failure` if no other try helps. */
async function readOn(
  client: RegistryClient,
  request: BlobRequest,
  at: number,
  take: (bytes: Uint8Array) => Promise<void> | undefined,
): Promise<Error | undefined> {
  const { digest, size, what, signal } = request
  const headers: Record<string, string> = at > 0 ? { range: `bytes=${at}-` } : {}
  let answer: HttpAnswer
  try {
    answer = await client.ask({ path: `blobs/${digest}`, what, headers, signal })
    if (answer.status !== 200 && answer.status !== 206) return new Failure(await refusalFor(client, what, answer))
  } catch (error) {
    return error as Error
  }
  const start = startOf(answer)
  if (start > at) {
    answer.body.destroy()
    return new HttpError('it resumed at another place')
  }
  let skip = at - start
  let position = at
  let written: Error | undefined
  try {
    for await (const part of answer.body as AsyncIterable<Buffer>) {
      const fresh = part.subarray(Math.min(skip, part.length))
      skip -= part.length - fresh.length
      const bytes = size === undefined ? fresh : fresh.subarray(0, size - position)
      position += bytes.length
      if (bytes.length > 0)
        await Promise.resolve(take(bytes)).catch((error: Error) => {
          written = error
          throw error
        })
      if (bytes.length < fresh.length) {
        answer.body.destroy()
        return new Failure(tooLong(client, request))
      }
    }
  } catch (error) {
    if (written) throw written
    return error as Error
  }
  return size === undefined || position === size ? undefined : new HttpError('the connection broke off')
}

/** Where the bytes of an answer begin: not every server knows ranges. */
function startOf({ status, header }: HttpAnswer): number {
  if (status !== 206) return 0
  const start = /^\s*bytes\s+(\d{1,15})-/i.exec(header('content-range') ?? '')?.[1]
  return start === undefined ? Number.POSITIVE_INFINITY : Number(start)
}

function brokenOff({ name }: RegistryClient, { what }: BlobRequest, at: number, error: Error): Problem {
  return {
    code: 'registry-failed',
    message: `${what} of ${name.text} broke off after ${at} bytes: ${connectionText(error)}`,
    hint: 'Try again; what came before was scanned',
  }
}

function otherBytes({ name }: RegistryClient, { what }: BlobRequest): Problem {
  return {
    code: 'layer-corrupt',
    message: `${what} of ${name.text} holds other bytes than its digest says`,
    hint: 'Do not trust this registry, nor what is between it and this machine; what it holds was scanned',
  }
}

function tooLong({ name }: RegistryClient, { what, size }: BlobRequest): Problem {
  return {
    code: 'layer-corrupt',
    message: `${what} of ${name.text} is longer than the ${size} bytes that its manifest says`,
    hint: 'Do not trust this registry, nor what is between it and this machine; what it should hold was scanned',
  }
}
