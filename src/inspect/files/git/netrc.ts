import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { linesOf } from '../syntax/lines.js'
import type { Spot } from '../syntax/spot.js'

/** Passwords for hosts, read by curl, git, ftp, Heroku, apt and others. Source: netrc(5); GNU inetutils, "The .netrc file"; apt_auth.conf(5). */
export const netrc = defineFormat({
  id: 'netrc',
  names: ['.netrc', '_netrc', 'netrc', 'auth.conf'],
  endings: ['.conf'],
  when: ({ path, name }) => !name.endsWith('.conf') || /(?:^|\/)apt\/auth\.conf(?:\.d\/[^/]+\.conf)?$/.test(path),
  parse: (text) => {
    const found: Candidate[] = []
    let machine = ''
    let user: string | undefined
    const tokens = tokensOf(text)
    for (let next = tokens.next(); !next.done; next = tokens.next()) {
      const word = next.value.value
      if (word === 'default') machine = 'default'
      if (word !== 'machine' && word !== 'login' && word !== 'password' && word !== 'account') continue
      const value = tokens.next().value
      if (!value) break
      if (word === 'machine') {
        machine = value.value
        user = undefined
      } else if (word === 'login') user = value.value
      else if (word === 'password') {
        found.push(...secretAt(text, value, { signature: 'netrc-password', key: machine || 'password', user }))
      }
    }
    return found
  },
})

/** Tokens over all lines; a macro (`macdef name` to the next empty line) and comment lines hold none. Quotes may hold spaces. */
function* tokensOf(text: string): Generator<Spot, undefined> {
  let macro = false
  for (const line of linesOf(text)) {
    if (line.value.trim() === '') macro = false
    else if (!macro && !/^\s*#/.test(line.value)) {
      for (const match of line.value.matchAll(/"((?:[^"\\]|\\.)*)"|[^ \t\r\v\f]+/g)) {
        const start = line.start + match.index
        if (match[0] === 'macdef') {
          macro = true
          break
        }
        const quoted = match[1]
        if (quoted === undefined) yield { value: match[0], start, end: start + match[0].length }
        else yield { value: quoted.replace(/\\(.)/g, '$1'), start: start + 1, end: start + match[0].length - 1 }
      }
    }
  }
  return undefined
}
