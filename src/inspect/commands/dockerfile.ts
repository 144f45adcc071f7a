import type { Candidate } from '../../findings/candidate.js'
import { inspectValue } from '../prose.js'
import { judgeVariable } from '../variables/judge.js'
import { shift } from '../variables/placed.js'
import { flattenExec } from './exec-form.js'
import { inspectCommand } from './inspect.js'

const instruction =
  /^[ \t]*(?:ONBUILD[ \t]+)?(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|FROM|HEALTHCHECK|LABEL|MAINTAINER|RUN|SHELL|USER|VOLUME|WORKDIR|EXPOSE|STOPSIGNAL)[ \t]+/i
const legacyPair = /^([A-Za-z_][\w.-]{0,100})[ \t]+(?=\S)/
const jsonPair = /^([A-Za-z_][\w.-]{0,100})=(?=[{[][^\n]*[}\]]\s*$)/
const heredoc = /<<-?["']?([A-Za-z_]\w{0,60})["']?/g

/** Secrets in the text of a Dockerfile, or of one of its instructions (an ONBUILD trigger). Offsets refer to `text`. */
export function inspectDockerfile(text: string): Candidate[] {
  // A continued line becomes one line of the same length, so that offsets stay.
  const joined = text.replace(/\\[ \t]*\r?\n/g, (match) => ' '.repeat(match.length))
  const out: Candidate[] = []
  for (let start = 0; start < joined.length; ) {
    const end = endOfInstruction(joined, start)
    out.push(...inspectOne(joined.slice(start, end)).map((found) => shift(found, start)))
    start = end + 1
  }
  return out
}

function endOfInstruction(text: string, start: number): number {
  const line = text.indexOf('\n', start)
  const lineEnd = line < 0 ? text.length : line
  let end = lineEnd
  for (const match of text.slice(start, lineEnd).matchAll(heredoc)) {
    const close = text.slice(end, end + 1_000_000).search(new RegExp(`\\n\\t*${match[1]}(?:\\n|$)`))
    if (close < 0) break
    end = end + close + 1 + text.slice(end + close + 1).search(/\n|$/)
  }
  return end
}

function inspectOne(line: string): Candidate[] {
  const comment = /^[ \t]*#+[ \t]*/.exec(line)?.[0].length ?? 0
  if (comment > 0) return inspectOne(line.slice(comment)).map((found) => shift(found, comment))
  const match = instruction.exec(line)
  if (match === null) return inspectCommand(line)
  const from = match[0].length
  const rest = line.slice(from)
  const keyword = match[1]!.toUpperCase()
  return inspectRest(keyword, rest).map((found) => shift(found, from))
}

function inspectRest(keyword: string, rest: string): Candidate[] {
  const legacy = keyword === 'ENV' || keyword === 'LABEL' ? legacyPair.exec(rest) : null
  if (legacy?.[1] !== undefined) {
    const at = legacy[0].length
    return judgeVariable(legacy[1], rest.slice(at)).map((found) => shift(found, at))
  }
  // Builders write the values of ENV and LABEL rows without quotes: the quotes of a JSON are its own.
  const json = keyword === 'ENV' || keyword === 'LABEL' ? jsonPair.exec(rest) : null
  if (json?.[1] !== undefined) {
    const at = json[0].length
    return inspectValue(json[1], rest.slice(at)).map((found) => shift(found, at))
  }
  const flags = /^(?:--[a-z][\w-]*(?:=\S*)?[ \t]+)+/.exec(rest)?.[0].length ?? 0
  // `HEALTHCHECK --interval=5s CMD …`
  const body = rest.slice(flags).replace(/^CMD[ \t]+/, (match) => ' '.repeat(match.length))
  return inspectCommand(flattenExec(body)).map((one) => shift(one, flags))
}
