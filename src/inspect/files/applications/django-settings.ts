import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import { PYTHON, readAssignments } from '../syntax/assignments.js'
import { keyOf } from '../syntax/spot.js'

/** Settings of Django (and Flask) projects: Python's literals. Source: docs.djangoproject.com, "Settings". */
export const djangoSettings = defineFormat({
  id: 'django-settings',
  endings: ['.py'],
  when: ({ path, name }) =>
    /^(?:[a-z]+_)?settings(?:_[a-z]+)?\.py$/.test(name) || /(?:^|\/)settings\/[^/]+\.py$/.test(path),
  limit: 1024 * 1024,
  parse: (text) =>
    readAssignments(text, PYTHON).flatMap((entry) => {
      const name = keyOf(entry)
      const key = dotted(entry.path)
      if (/^SECRET_KEY(?:_FALLBACKS)?$/.test(name))
        return secretAt(text, entry, { signature: 'framework-secret-key', key })
      if (name === 'PASSWORD') return secretAt(text, entry, { signature: 'database-password', key })
      return variableAt(text, name, entry, key)
    }),
})
