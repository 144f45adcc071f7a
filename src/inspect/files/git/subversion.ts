import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { linesOf } from '../syntax/lines.js'
import type { Spot } from '../syntax/spot.js'

/**
 * Subversion's cached credentials: `K length`, name, `V length`, value, and `END`, the lengths in bytes. Source: the Subversion book,
 * "Caching credentials"; svn_hash_write's documentation.
 */
export const subversionAuth = defineFormat({
  id: 'subversion-auth',
  magics: ['K 8\n', 'K 15'],
  limit: 65_536,
  when: ({ path }) => /(?:^|\/)\.?subversion\/auth\/svn\.[a-z.]+\/[0-9a-f]{32}$/.test(path),
  parse: (text) => {
    const lines = [...linesOf(text)]
    const values = new Map<string, Spot>()
    for (let at = 0; at + 3 < lines.length; at += 4) {
      const [head, name, mark, value] = lines.slice(at, at + 4)
      if (!/^K \d+$/.test(head!.value) || !/^V \d+$/.test(mark!.value)) break
      values.set(name!.value, value!)
    }
    const password = values.get('password') ?? values.get('passphrase')
    if (password === undefined || !['simple', ''].includes(values.get('passtype')?.value ?? '')) return []
    return secretAt(text, password, {
      signature: 'git-password',
      key: 'password',
      user: values.get('username')?.value,
    })
  },
})
