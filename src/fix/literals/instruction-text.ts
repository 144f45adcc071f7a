import { toByteString } from '../../findings/byte-string.js'
import type { DockerfileInstruction } from '../../image/dockerfile/parse.js'

/** An instruction as it stands in the Dockerfile; byte strings, of the same length. */
export type InstructionText = {
  /** With continuation characters and comments. */
  raw: string
  /** With blanks in their place: what the builder reads. */
  read: string
}

/** The text of an instruction, for offsets that hold in the file. `lines`: of the Dockerfile, without their line feeds. */
export function textOf(lines: readonly string[], { line, lastLine }: DockerfileInstruction): InstructionText {
  const own = lines.slice(line - 1, lastLine).map(toByteString)
  let read = ''
  // What stands behind the command's last line is a heredoc.
  let goesOn = true
  for (const [i, one] of own.entries()) {
    if (goesOn && i > 0 && /^\s*(?:#|$)/.test(one)) read += `${blanks(one)} `
    else {
      goesOn &&= continuation.test(one)
      read += goesOn ? `${one.replace(continuation, blanks)} ` : `${one.replace(/\r$/, ' ')}\n`
    }
  }
  return { raw: own.join('\n'), read: read.slice(0, -1) }
}

const continuation = /\\[ \t]*\r?$/

function blanks(text: string): string {
  return ' '.repeat(text.length)
}
