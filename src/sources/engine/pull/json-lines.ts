import type { Readable } from 'node:stream'

/** Longest line that is kept, in characters; longer ones are dropped. */
const JSON_LINE_LIMIT = 1024 * 1024

/** The JSON values of a stream of JSON lines, as engines tell progress. Lines that are no JSON are left out. */
export async function* jsonLines(stream: Readable): AsyncGenerator<unknown> {
  stream.setEncoding('utf8')
  let rest = ''
  for await (const part of stream as AsyncIterable<string>) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > JSON_LINE_LIMIT) rest = ''
    for (const line of lines) yield* parsed(line)
  }
  yield* parsed(rest)
}

function* parsed(line: string): Generator<unknown> {
  if (line.trim() === '') return
  try {
    yield JSON.parse(line)
  } catch {
    // an engine that writes no JSON tells nothing that we could use
  }
}
