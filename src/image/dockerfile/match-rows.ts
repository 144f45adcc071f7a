import { instructionsOfImage } from './final-stage.js'
import { type DockerfileInstruction, parseDockerfile } from './parse.js'

/** A Dockerfile's instruction, or a history row, made alike. */
type Written = { keyword: string; text: string }

/** Of either more than this many, only the last ones are paired: the work grows with their product. */
const mostPaired = 1000

/** What stands in a row for a masked secret; it may be anything in the Dockerfile. */
const masked = /•+/

/**
 * For each row of an image's history, the line of the Dockerfile that wrote it; undefined where none did (the rows of the base image).
 * Rows and instructions are paired from the end, in order, as many as agree. `rows` may be masked. `target`: as in `docker build --target`.
 */
export function linesOfRows(rows: readonly string[], dockerfile: string, target?: string): (number | undefined)[] {
  const instructions = instructionsOfImage(parseDockerfile(dockerfile), target).slice(-mostPaired)
  const skipped = Math.max(0, rows.length - mostPaired)
  const written = rows.slice(skipped).map(rowAsWritten)
  const lines = new Array<number | undefined>(rows.length).fill(undefined)
  for (const [row, instruction] of pairInOrder(written, instructions)) {
    lines[skipped + row] = instructions[instruction]!.line
  }
  return lines
}

/** The longest list of pairs that agree, both in order; of several, the one that uses the later rows. */
function pairInOrder(rows: readonly Written[], instructions: readonly DockerfileInstruction[]): [number, number][] {
  const width = instructions.length + 1
  const best = new Uint16Array((rows.length + 1) * width)
  for (let row = 0; row < rows.length; row++) {
    for (let one = 0; one < instructions.length; one++) {
      const agree = isWrittenBy(rows[row]!, instructions[one]!) ? best[row * width + one]! + 1 : 0
      const without = Math.max(best[row * width + one + 1]!, best[(row + 1) * width + one]!)
      best[(row + 1) * width + one + 1] = Math.max(agree, without)
    }
  }
  const pairs: [number, number][] = []
  for (let row = rows.length, one = instructions.length; row > 0 && one > 0; ) {
    const here = best[row * width + one]!
    const isPair =
      isWrittenBy(rows[row - 1]!, instructions[one - 1]!) && here === best[(row - 1) * width + one - 1]! + 1
    if (isPair) pairs.unshift([--row, --one])
    else if (here === best[row * width + one - 1]!) one--
    else row--
  }
  return pairs
}

/**
 * BuildKit writes the instruction, with `# buildkit` behind it and, before the command of a RUN, the build arguments and the shell; the
 * classic builder writes `/bin/sh -c #(nop) ` before an instruction, and a RUN's command alone.
 */
function rowAsWritten(row: string): Written {
  const text = row.replace(/\s*# buildkit\s*$/, '').trim()
  const nothing = /^.{0,200}?#\(nop\)\s+/s.exec(text)?.[0] ?? ''
  const [, keyword = '', rest = ''] = /^([A-Z]+)(?:\s+|(?=\[)|$)([\s\S]*)$/.exec(text.slice(nothing.length)) ?? []
  return keywords.has(keyword) ? { keyword, text: rest } : { keyword: 'RUN', text }
}

const keywords = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
)

function isWrittenBy(row: Written, { keyword, text }: DockerfileInstruction): boolean {
  if (row.keyword !== keyword) return false
  const own = text.replace(/^(?:--[a-z-]+(?:=\S+)?\s+)+/, '')
  if (keyword === 'RUN') return endsAlike(row.text, own)
  if (keyword === 'ENV' || keyword === 'LABEL' || keyword === 'ARG') return nameOf(row.text) === nameOf(own)
  if (keyword === 'COPY' || keyword === 'ADD') return lastWord(row.text) === lastWord(own)
  return true
}

function nameOf(text: string): string {
  return /^["']?([^\s="']+)/.exec(text)?.[1] ?? ''
}

/** Where a copy goes; the builder writes it with what variables hold, so only its last part counts. */
function lastWord(text: string): string {
  return (
    text
      .replace(/<<-?["']?\w+["']?[\s\S]*$/, '')
      .replace(/["'\]]+\s*$/, '')
      .trim()
      .split(/[\s"',]+/)
      .at(-1)!
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  )
}

/** Whether a row ends with this command, white space aside; what is masked in it may be anything. */
function endsAlike(row: string, command: string): boolean {
  const parts = squeeze(row.replace(/(<<-?\w+) \([^\n]*\.\.\.\)(?=\n)/, '$1')).split(masked)
  // A RUN in exec form stands in the history as words.
  const forms = command.startsWith('[') ? [command, command.replace(/["[\],]/g, '')] : [command]
  return forms.some((form) => form.trim() !== '' && endsInParts(parts, squeeze(form)))
}

/** Goes backwards: each part must stand in the command, before the one that was found last; the first may begin with other words. */
function endsInParts(parts: readonly string[], command: string): boolean {
  let rest = command
  for (const [index, part] of [...parts.entries()].reverse()) {
    const isLast = index === parts.length - 1
    if (rest.length <= part.length && isLast) return part.endsWith(rest)
    if (index === 0) return beginsAtEnd(part, rest)
    const at = isLast ? rest.length - part.length : rest.lastIndexOf(part)
    if (at < 0 || !rest.startsWith(part, at)) return beginsAtEnd(part, rest)
    rest = rest.slice(0, at)
  }
  return true
}

/** So much of a command must be seen before its first masked place. */
const shortestBeginning = 3

/** Whether the text ends as the command begins: what follows there is masked. */
function beginsAtEnd(text: string, command: string): boolean {
  for (
    let length = Math.min(text.length, command.length);
    length >= Math.min(shortestBeginning, command.length);
    length--
  ) {
    if (text.endsWith(command.slice(0, length))) return true
  }
  return false
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '')
}
