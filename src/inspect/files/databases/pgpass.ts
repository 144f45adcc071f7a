import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { fieldsOf, linesOf } from '../syntax/lines.js'

/** `host:port:database:user:password` a line, with backslash escapes. Source: postgresql.org, "The Password File". */
export const pgpass = defineFormat({
  id: 'pgpass',
  names: ['.pgpass', 'pgpass.conf', 'pgpass'],
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      if (line.value.startsWith('#')) return []
      const [host, port, , user, password, more] = fieldsOf(line, ':', true)
      if (password === undefined || user === undefined || more !== undefined) return []
      const key = `${host!.value}:${port!.value}:${user.value}`
      return secretAt(text, password, { signature: 'database-password', key, user: user.value })
    }),
})
