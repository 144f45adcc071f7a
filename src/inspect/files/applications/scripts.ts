import type { Candidate } from '../../../findings/candidate.js'
import { isBelievable } from '../../assigned/believable.js'
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
  parse: (text, path) => (telling.test(text) ? doubted(inspectCommand(text).filter(isOfCommand), path) : []),
})

/** The jobs of CI services: commands in lists and blocks of YAML. Sources: the services' references of `.travis.yml`, `.gitlab-ci.yml` and others. */
export const ciJobs = defineFormat({
  id: 'ci-jobs',
  limit: longestScript,
  isOptional: true,
  names: [
    '.travis.yml',
    '.gitlab-ci.yml',
    '.drone.yml',
    'appveyor.yml',
    'azure-pipelines.yml',
    'bitbucket-pipelines.yml',
    'buildspec.yml',
    'cloudbuild.yaml',
    'wercker.yml',
  ],
  endings: ['.yml', '.yaml'],
  when: ({ path, name }) => /(?:^|\/)\.(?:github\/workflows|circleci|gitlab)\//.test(path) || ciNames.test(name),
  parse: (text, path) =>
    telling.test(text) ? doubted(inspectCommand(text.replace(listMark, blank)).filter(isOfCommand), path) : [],
})

const ciNames =
  /^(?:\.(?:travis|gitlab-ci|drone)|appveyor|azure-pipelines|bitbucket-pipelines|buildspec|cloudbuild|wercker)\.ya?ml$/
/** What stands before a command: `- `, `- run: |`, `script: `. */
const listMark =
  /^[ \t]{0,80}(?:- {1,8})?(?:(?:run|script|command|cmd|sh|bash|before_script|after_script):[ \t]{0,8}[|>]?[-+]?)?/gm

function blank(text: string): string {
  return ' '.repeat(text.length)
}

/** Dockerfiles and what other builders call theirs. Source: docs.docker.com, "Dockerfile reference". */
export const dockerfile = defineFormat({
  id: 'dockerfile',
  limit: longestScript,
  isOptional: true,
  names: ['dockerfile', 'containerfile'],
  endings: ['.dockerfile', '.containerfile'],
  parse: (text, path) => doubted(inspectDockerfile(text), path),
})

/** What a name says is found by its name; a word behind a flag may be any word. */
function isOfCommand({ signature, secret }: Candidate): boolean {
  if (['secret-variable', 'password-variable', 'default-password'].includes(signature)) return false
  const value = { raw: secret, value: secret, start: 0, quoted: true }
  return (
    signature !== 'command-password' || isBelievable('password', 'password', value, { grammar: 'shell', doubts: [] })
  )
}

function doubted(found: Candidate[], path: string): Candidate[] {
  const { doubts } = kindOfFile(path, () => '')
  return found.map((one) => withDoubts(one, doubts))
}
