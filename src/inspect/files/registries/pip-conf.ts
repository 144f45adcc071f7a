import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { wordsOf } from '../syntax/lines.js'
import { urlCredentials } from '../user-password.js'

/** pip's configuration: URLs with credentials, several to a value. Source: pip.pypa.io, "Configuration". */
export const pipConf = defineFormat({
  id: 'pip-conf',
  names: ['pip.conf', 'pip.ini', '.pydistutils.cfg'],
  parse: (text) =>
    readIni(text, { separators: '=:', continued: true }).flatMap((entry) =>
      wordsOf(entry).flatMap((word) => {
        const found = urlCredentials(word)
        if (found === undefined) return []
        return secretAt(text, found.password, {
          signature: 'package-registry-password',
          key: dotted(entry.path),
          user: found.user,
        })
      }),
    ),
})
