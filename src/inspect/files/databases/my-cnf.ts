import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { storeCandidate } from '../keys/store.js'
import { readIni } from '../syntax/ini.js'
import { keyOf } from '../syntax/spot.js'

const SECRETS = /^(?:loose[-_])?(?:password\d?|master[-_]password|ssl[-_]key[-_]password|wsrep[-_]sst[-_]auth)$/

/** Option files of MySQL and MariaDB. Source: dev.mysql.com, "Using Option Files". */
export const myCnf = defineFormat({
  id: 'my-cnf',
  names: ['.my.cnf', 'my.cnf', 'my.ini', 'debian.cnf', 'client.cnf', 'mysql-client.cnf'],
  parse: (text) => {
    const entries = readIni(text, { inlineComments: true, comments: '#;' })
    const users = new Map(
      entries.filter((entry) => keyOf(entry) === 'user').map((entry) => [entry.path[0], entry.value]),
    )
    return entries.flatMap((entry) => {
      if (!SECRETS.test(keyOf(entry).toLowerCase())) return []
      return secretAt(text, entry, {
        signature: 'database-password',
        key: dotted(entry.path),
        user: users.get(entry.path[0]),
      })
    })
  },
})

/** Four unused bytes and the 20 bytes of the key come before the first login path. */
const LOGIN_HEADER = 24

/** MySQL's login paths, whose key stands in the file itself. Source: dev.mysql.com, "mysql_config_editor". */
export const mylogin = defineFormat({
  id: 'mylogin',
  names: ['.mylogin.cnf', 'mylogin.cnf'],
  limit: 65_536,
  parse: (text) =>
    text.length > LOGIN_HEADER && text.startsWith('\0\0\0\0')
      ? storeCandidate(text, { signature: 'mysql-login-path', reason: 'obscured only: the key stands in the file' })
      : [],
})
