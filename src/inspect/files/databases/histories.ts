import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { linesOf, wordsOf } from '../syntax/lines.js'
import { type Spot, unquoteSpot } from '../syntax/spot.js'
import { sqlSecrets } from './sql-secrets.js'

/** What was typed into the shells of databases. MySQL's (libedit) writes spaces and the like as a backslash and three octal digits. */
export const databaseHistory = defineFormat({
  id: 'database-history',
  names: [
    '.mysql_history',
    '.mariadb_history',
    '.psql_history',
    '.sqlite_history',
    '.dbshell',
    '.mongosh_history',
    '.mongo_history',
    'mongosh_repl_history',
    '.cassandra_history',
    'cqlsh_history',
    '.usql_history',
  ],
  parse: (text) => [...linesOf(text)].flatMap((line) => statementsIn(text, line)),
})

/** Commands of redis-cli that carry a password. Source: redis.io, "AUTH", "CONFIG SET". */
export const redisHistory = defineFormat({
  id: 'redis-history',
  names: ['.rediscli_history', '.valkeycli_history'],
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      const words = wordsOf(line)
      const [first, second, third] = words.map((word) => word.value.toLowerCase())
      const last = words[words.length - 1]
      if (last === undefined) return []
      const given = first === 'auth' && words.length <= 3 && words.length > 1
      const set =
        first === 'config' && second === 'set' && /^(?:requirepass|masterauth)$/.test(third ?? '') && words.length === 4
      return given || set
        ? secretAt(text, unquoteSpot(last), { signature: 'database-password', key: set ? third! : 'AUTH' })
        : []
    }),
})

function statementsIn(text: string, line: Spot): Candidate[] {
  const { decoded, offsets } = octalDecoded(line.value)
  return sqlSecrets(decoded).flatMap((secret) => {
    const spot = {
      value: secret.value,
      start: line.start + offsets(secret.start),
      end: line.start + offsets(secret.end),
    }
    return secretAt(text, spot, { signature: 'database-password', key: secret.key })
  })
}

function octalDecoded(line: string): { decoded: string; offsets: (at: number) => number } {
  if (!/\\[0-3][0-7]{2}/.test(line)) return { decoded: line, offsets: (at) => at }
  const places: number[] = []
  let last = 0
  const parts: string[] = []
  for (const match of line.matchAll(/\\([0-3][0-7]{2})/g)) {
    for (let at = last; at <= match.index; at++) places.push(at)
    parts.push(line.slice(last, match.index), String.fromCharCode(Number.parseInt(match[1]!, 8)))
    last = match.index + 4
  }
  for (let at = last; at <= line.length; at++) places.push(at)
  return { decoded: parts.join('') + line.slice(last), offsets: (at) => places[at] ?? line.length }
}
