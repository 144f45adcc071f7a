import { maskSign } from '../mask.js'

/** The commands of so many RUN instructions are written out at most. */
const mostCommands = 3
/** Longer commands are not written out: nobody reads them in a report. In characters. */
const longestCommand = 400
/** No row of a history is looked at beyond. In characters. */
const longestRow = 20_000

/** How a RUN stands in the history: behind the build arguments and the shell. Of both builders. */
const shell = /(?:^|\s)\/[\w./-]{0,64}sh\s(?:-o\s\w{1,32}\s|-\w{1,8}\s){0,4}?-\w{0,6}c\s/

/** The command of a RUN, as a row of the history tells it; undefined for other instructions and for commands without a shell. */
export function commandOf(row: string): string | undefined {
  const text = row.slice(0, longestRow)
  if (!/^(?:RUN\s|\|\d|\/)/.test(text) || text.includes('#(nop)')) return undefined
  const found = shell.exec(text)
  return found
    ? text
        .slice(found.index + found[0].length)
        .replace(/\s*# buildkit\s*$/, '')
        .trim()
    : undefined
}

/** A row of the history, masked. `isLiteral`: the secret stands in it as text, and not as a build argument. */
export type SecretRow = { text: string; isLiteral: boolean }

/**
 * The commands that read the variable `name`, ready to be given it by a secret mount. A command in which the secret stands as text reads the
 * variable instead, if nothing else is masked in it.
 */
export function commandsWith(name: string, rows: readonly SecretRow[]): string[] {
  const own = rows.flatMap(({ text, isLiteral }) => {
    const command = commandOf(text)
    if (command === undefined) return []
    return isLiteral ? withVariable(command, name) : reads(command, name) ? [command] : []
  })
  return [...new Set(own)]
    .filter((command) => command.length <= longestCommand && !/[\n\r]/.test(command))
    .slice(0, mostCommands)
}

function reads(command: string, name: string): boolean {
  return command.includes(`\${${name}`) || new RegExp(`\\$${name}(?!\\w)`).test(command)
}

/** The command with the variable in place of the only text that is masked. */
function withVariable(command: string, name: string): string[] {
  const [before = '', after, ...more] = command.split(maskSign)
  if (after === undefined || more.length > 0) return []
  const written = { none: `"\${${name}}"`, double: `\${${name}}`, single: `'"\${${name}}"'` }
  return [before + written[quoteAtEnd(before)] + after]
}

/** The quotes that are open at the end of a shell text. */
function quoteAtEnd(text: string): 'none' | 'single' | 'double' {
  let open: 'none' | 'single' | 'double' = 'none'
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\\' && open !== 'single') at++
    else if (sign === "'" && open !== 'double') open = open === 'single' ? 'none' : 'single'
    else if (sign === '"' && open !== 'single') open = open === 'double' ? 'none' : 'double'
  }
  return open
}
