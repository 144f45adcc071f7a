import { readFile, stat } from 'node:fs/promises'
import { dockerfileLimit } from '../../image/dockerfile/parse.js'
import { Failure } from '../../problem.js'

/** Reads the file of `--dockerfile`. Throws a `Failure` (`usage`) that says what is wrong with it. */
export async function readDockerfile(path: string): Promise<{ path: string; text: string }> {
  const wrong = (reason: string) => new Failure({ code: 'usage', message: `--dockerfile '${path}': ${reason}` })
  const { size } = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw wrong(error.code === 'ENOENT' ? 'there is no such file' : `cannot be read (${error.code})`)
  })
  if (size > dockerfileLimit) throw wrong(`is larger than ${dockerfileLimit} bytes`)
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw wrong(error.code === 'EISDIR' ? 'is a folder' : `cannot be read (${error.code})`)
  })
  return { path, text: bytes.toString('utf8') }
}
