/** A history row taken apart. Offsets refer to the row. */
export type RowInstruction = {
  /** Upper case; `RUN` also where the row does not say so. */
  keyword: string
  /** Where the instruction's own text starts and ends, without BuildKit's end mark. */
  start: number
  end: number
  /** The shell in force, where the row tells it (`/bin/ash -ec #(nop)  …` of the classic builder). */
  shell?: string
}

const keywords =
  'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR'
const classic = new RegExp(`^([^]{0,400}?)\\s?#\\(nop\\)\\s{1,4}(${keywords})\\b[ \\t]?`.replace('[^]', '[\\s\\S]'))
const named = new RegExp(`^(${keywords})\\s`, 'i')
const endMark = / # buildkit$/

/**
 * Which instruction wrote a row. The classic builder writes `/bin/sh -c #(nop)  ENV …` and a bare command for RUN, BuildKit writes
 * `RUN … # buildkit` (its mark ends RUN, COPY and ADD only) and `ENV …`.
 */
export function readInstruction(row: string): RowInstruction {
  const end = row.length - (endMark.exec(row.slice(-20))?.[0].length ?? 0)
  const nop = classic.exec(row)
  if (nop !== null) {
    const shell = nop[1]!.trim()
    return { keyword: nop[2]!, start: nop[0].length, end, ...(shell === '' ? {} : { shell }) }
  }
  const match = named.exec(row)
  if (match === null) return { keyword: 'RUN', start: 0, end }
  return { keyword: match[1]!.toUpperCase(), start: match[0].length, end }
}
