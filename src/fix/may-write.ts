import type { DockerfileInstruction } from '../image/dockerfile/parse.js'

const writes = /[^<>&\d]>{1,2}\s*[^\s&>(]|\b(?:tee|config|login)\b|\bsed\s+-i/

/** What to look after where a RUN may put the variable that it reads into a file of the image; undefined if it does not look like it. */
export function mayWrite({ line, text }: DockerfileInstruction, name: string): string | undefined {
  return writes.test(text)
    ? `line ${line}: this RUN may write ${name} into a file: see that none is left when the RUN ends`
    : undefined
}
