/** One instruction of a Dockerfile. */
export type DockerfileInstruction = {
  /** Upper case: `RUN`. */
  keyword: string
  /** What follows the keyword, with line breaks as they are, but without continuation characters and comments between the lines. */
  text: string
  /** The line on which it starts, from 1. */
  line: number
  /** The line on which it ends; of a heredoc, that of its end mark. */
  lastLine: number
  /** Number of its build stage, from 0; -1 before the first FROM. */
  stage: number
}

/** Longer texts are no Dockerfile that anybody wrote. In characters. */
export const dockerfileLimit = 1024 * 1024

type Heredoc = { end: string; stripsTabs: boolean }

/**
 * The instructions of a Dockerfile, in order. Knows the `escape` directive, continued lines with comments between them, and heredocs
 * (https://docs.docker.com/reference/dockerfile/). Never throws; a text that is too long has none.
 */
export function parseDockerfile(text: string): DockerfileInstruction[] {
  if (text.length > dockerfileLimit) return []
  const lines = text.split(/\r?\n/)
  const continued = escapeOf(lines) === '`' ? /`[ \t]*$/ : /\\[ \t]*$/
  const instructions: DockerfileInstruction[] = []
  let stage = -1
  for (let at = 0; at < lines.length; ) {
    const start = at
    const read = readInstruction(lines, at, continued)
    at = read.next
    const match = /^\s*([A-Za-z]+)(?:\s+|$)([\s\S]*)$/.exec(read.text)
    if (match === null || isNoInstruction(lines[start]!)) continue
    const keyword = match[1]!.toUpperCase()
    if (keyword === 'FROM') stage++
    instructions.push({ keyword, text: match[2]!, line: start + 1, lastLine: Math.min(at, lines.length), stage })
  }
  return instructions
}

/** A parser directive stands before everything else. */
function escapeOf(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const directive = /^#[ \t]*([a-z]+)[ \t]*=[ \t]*(\S+)/i.exec(line)
    if (directive === null) return undefined
    if (directive[1]!.toLowerCase() === 'escape') return directive[2]
  }
  return undefined
}

function isNoInstruction(line: string): boolean {
  return /^\s*(?:#|$)/.test(line)
}

/** The lines from `at` on that make one instruction, and where the next one starts. */
function readInstruction(lines: readonly string[], at: number, continued: RegExp): { text: string; next: number } {
  if (isNoInstruction(lines[at]!)) return { text: '', next: at + 1 }
  const parts: string[] = []
  let next = at
  for (let goesOn = true; goesOn && next < lines.length; next++) {
    const line = lines[next]!
    // Comments and empty lines between continued ones are left out.
    if (next > at && isNoInstruction(line)) continue
    goesOn = continued.test(line)
    parts.push(goesOn ? line.replace(continued, '') : line)
  }
  for (const heredoc of heredocsOf(parts.join('\n'))) {
    for (; next < lines.length; next++) {
      const line = lines[next]!
      parts.push(line)
      if ((heredoc.stripsTabs ? line.replace(/^\t+/, '') : line) === heredoc.end) break
    }
    next++
  }
  return { text: parts.join('\n'), next }
}

function heredocsOf(text: string): Heredoc[] {
  if (!/^\s*(?:RUN|COPY|ADD|ONBUILD)\b/i.test(text)) return []
  return [...text.matchAll(/(?:^|[\s\d])<<(-?)(["']?)([A-Za-z_]\w{0,60})\2/g)].map(([, dash, , end]) => ({
    end: end!,
    stripsTabs: dash === '-',
  }))
}
