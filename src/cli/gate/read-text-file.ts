import { createReadStream } from 'node:fs'
import { Failure, type ProblemCode } from '../../problem.js'

export type ReadTextOptions = {
  /** What it is, for the messages: `the baseline`. */
  what: string
  /** In bytes; a larger file is refused. */
  limit: number
  /** Of the problem if it cannot be read. */
  code: ProblemCode
  hint?: string
}

/** The text of a UTF-8 file, or of a pipe. Throws a `Failure` that says what is wrong with it. */
export async function readTextFile(path: string, { what, limit, code, hint }: ReadTextOptions): Promise<string> {
  const fail = (reason: string) => new Failure({ code, message: `${what} ${path} ${reason}`, ...(hint && { hint }) })
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of createReadStream(path, { end: limit })) {
      chunks.push(chunk as Buffer)
      bytes += (chunk as Buffer).length
    }
  } catch (error) {
    throw fail(readingFailed(error))
  }
  if (bytes > limit) throw fail(`is larger than ${limit} bytes`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw fail('is not UTF-8 text')
  }
}

function readingFailed(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there'
  if (code === 'EISDIR') return 'is a folder'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by you'
  return `cannot be read (${code ?? 'unknown error'})`
}
