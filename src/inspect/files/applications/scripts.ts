import type { Candidate } from '../../../findings/candidate.js'
import { withDoubts } from '../../assigned/doubts.js'
import { kindOfFile } from '../../assigned/file-kind.js'
import { inspectDockerfile } from '../../commands/dockerfile.js'
import { inspectCommand } from '../../commands/inspect.js'
import { defineFormat } from '../define-format.js'

/**
 * Commands that take a password where no name tells so: `curl -u user:x`, `mysql -px`, `sshpass -p x`. What a script assigns to names is
 * found in any file; only for these it is worth the time to read it word by word.
 */
const telling =
  /\b(?:curl|wget|https?|mysql\w*|mariadb\w*|psql|createuser|pg_\w+|sshpass|docker|podman|buildah|skopeo|crane|helm|chpasswd|passwd|htpasswd|openssl|ldap\w+|smbclient|mount|mongo\w*|redis-cli|rabbitmqctl|login|expect|useradd|usermod|adduser|7za?|unzip|zip|gpg2?|keytool|jarsigner|vault|lftp|n?c?ftp\w*|svn|sqlcmd|sqlplus|osql|isql|cqlsh|influx|net|rclone|restic|borg|aws|az|gcloud|kubectl|oc|authorization)\b/i

/** Longest script that is read, in bytes: longer ones carry archives. */
const longestScript = 1024 * 1024

/** Shell scripts, read command by command. */
export const shellScript = defineFormat({
  id: 'shell-script',
  limit: longestScript,
  isOptional: true,
  endings: ['.sh', '.bash', '.zsh', '.ksh', '.ash'],
  magics: ['#!/bin/', '#! /bin/', '#!/usr/bin/', '#! /usr/bin/'],
  when: ({ head }) => !head.startsWith('#!') || /^#!\s?\/(?:usr\/)?bin\/(?:env )?(?:ba|da|a|k|z)?sh\b/.test(head),
  parse: (text, path) => (telling.test(text) ? doubted(inspectCommand(text), path) : []),
})

/** Dockerfiles and what other builders call theirs. Source: docs.docker.com, "Dockerfile reference". */
export const dockerfile = defineFormat({
  id: 'dockerfile',
  limit: longestScript,
  isOptional: true,
  names: ['dockerfile', 'containerfile'],
  endings: ['.dockerfile', '.containerfile'],
  parse: (text, path) => doubted(inspectDockerfile(text), path),
})

function doubted(found: Candidate[], path: string): Candidate[] {
  const { doubts } = kindOfFile(path, () => '')
  return found.map((one) => withDoubts(one, doubts))
}
