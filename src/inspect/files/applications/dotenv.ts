import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { variablesAt } from '../judged.js'
import { readCommented, readDotenv } from '../syntax/dotenv.js'

/** Environment files of applications, Docker Compose and systemd, under any of their many names; the value decides, not the name. */
export const dotenv = defineFormat({
  id: 'dotenv',
  names: ['.env', '.envrc', 'env', '.flaskenv', 'environment'],
  endings: [
    '.env',
    '.local',
    '.production',
    '.prod',
    '.development',
    '.dev',
    '.staging',
    '.test',
    '.testing',
    '.ci',
    '.docker',
    '.example',
    '.sample',
    '.dist',
    '.template',
    '.defaults',
    '.backup',
    '.bak',
    '.old',
    '.save',
    '.orig',
    '.vault',
  ],
  when: ({ path, name }) =>
    name === 'environment'
      ? path === 'etc/environment'
      : name === 'env'
        ? !/(?:^|\/)s?bin\//.test(path)
        : /^\.env(?:rc)?(?:[._-].*)?$|\.env(?:\.[a-z]+)?$|^\.flaskenv$/.test(name),
  limit: 1024 * 1024,
  parse: (text) => [...variablesAt(text, readDotenv(text)), ...variablesAt(text, readCommented(text)).map(doubted)],
})

/** Nobody knows whether what was commented out ever was in force. */
function doubted(found: Candidate): Candidate {
  return { ...found, confidence: 'possible', reasons: [...found.reasons, 'commented out'] }
}
