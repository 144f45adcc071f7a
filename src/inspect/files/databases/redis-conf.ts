import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { linesOf, wordsOf } from '../syntax/lines.js'
import { unquoteSpot } from '../syntax/spot.js'

/** Passwords of Redis and its Sentinel, access lists included. Source: redis.io, "Redis configuration", "ACL". */
export const redisConf = defineFormat({
  id: 'redis-conf',
  names: ['redis.conf', 'sentinel.conf', 'users.acl', 'valkey.conf', 'keydb.conf'],
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      const words = wordsOf(line)
      const name = words[0]?.value.toLowerCase()
      if (name === undefined || name.startsWith('#')) return []
      if (name === 'user') {
        return words
          .slice(2)
          .filter((word) => word.value.startsWith('>'))
          .flatMap((word) => {
            const password = { value: word.value.slice(1), start: word.start + 1, end: word.end }
            return secretAt(text, password, {
              signature: 'database-password',
              key: `user ${words[1]!.value}`,
              user: words[1]!.value,
            })
          })
      }
      const sentinel = name === 'sentinel' && words[1]?.value.toLowerCase() === 'auth-pass'
      const value = sentinel ? words[3] : words[1]
      if (value === undefined || !(sentinel || /^(?:requirepass|masterauth|primaryauth|tls-key-file-pass)$/.test(name)))
        return []
      return secretAt(text, unquoteSpot(value), {
        signature: 'database-password',
        key: sentinel ? 'sentinel auth-pass' : name,
      })
    }),
})
