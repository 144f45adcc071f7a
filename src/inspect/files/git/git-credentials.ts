import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { linesOf } from '../syntax/lines.js'
import { urlCredentials } from '../user-password.js'

/** The file of git's `store` helper: a URL with credentials a line. Source: git-scm.com, "git-credential-store". */
export const gitCredentials = defineFormat({
  id: 'git-credentials',
  names: ['.git-credentials', 'credentials'],
  when: ({ path, name }) => name === '.git-credentials' || /(?:^|\/)git\/credentials$/.test(path),
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      const found = urlCredentials(line)
      if (found === undefined) return []
      const host = line.value.slice(line.value.lastIndexOf('@') + 1).replace(/[/?#].*$/s, '')
      return secretAt(text, found.password, { signature: 'git-password', key: host, user: found.user })
    }),
})
