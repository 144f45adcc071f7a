import { fresh, templates } from '../harness/fresh.js'
import { toolCommands } from '../instructions/tool-commands.js'
import { type Leak, password, recorder } from './leak.js'

const tools =
  'pip npm git wget curl mysql chpasswd redis-cli composer bundle cargo docker sshpass openssl gpg usermod psql mc sed debconf-set-selections'
const token = () => fresh(templates.githubToken)
const [curl, header, netrc, url, mysql, login, behind, exec, link] = Array.from({ length: 9 }, password)

/** A RUN whose text holds the secret: `name` of the variable that takes its place. */
function inRun(name: string, value: string, id: string, command: string): Leak {
  return {
    name,
    dockerfile: `FROM base\n${recorder(...tools.split(' '))}\nRUN ${command}`,
    secrets: { [id]: value },
    values: [value],
  }
}

const used = toolCommands.map((command) => {
  const value = password()
  return { value, run: command(value) }
})

/** Secrets in the text of instructions: of a RUN, which are rewritten, and of others, which are told. */
export const textLeaks: Leak[] = [
  inRun('curl -u', curl!, 'password', `curl -u deploy:${curl} http://127.0.0.1:9/x -o /tmp/x || true`),
  inRun(
    'an Authorization header',
    header!,
    'bearer_token',
    `curl -H "Authorization: Bearer ${header}" http://127.0.0.1:9/x`,
  ),
  inRun(
    '.netrc',
    netrc!,
    'password',
    `echo "machine git.example.org login ci password ${netrc}" > /root/.netrc && sha256sum /root/.netrc >> /result && rm /root/.netrc`,
  ),
  inRun('a URL', url!, 'url_password', `/bin/wget -q https://ci:${url}@git.example.org/x.tar.gz || true`),
  inRun('mysql -p', mysql!, 'password', `mysql -h db.example.org -u app -p${mysql} -e "select 1" || true`),
  inRun('chpasswd', login!, 'password', `echo "app:${login}" | /bin/chpasswd || true`),
  inRun(
    'a literal behind a proxy',
    behind!,
    'password',
    `test -z "$HTTP_PROXY" && curl -u ci:${behind} http://127.0.0.1:9/`,
  ),
  {
    name: 'the literals of twenty tools',
    dockerfile: [
      'FROM base',
      recorder(...tools.split(' ')),
      'RUN mkdir -p /root/.m2 /opt/jboss/wildfly/bin && cp /record /opt/jboss/wildfly/bin/add-user.sh',
      ...used.map(
        ({ run }) =>
          `RUN ${run}; if test -e ~/.m2/settings.xml; then sha256sum ~/.m2/settings.xml >> /result; rm ~/.m2/settings.xml; fi`,
      ),
    ].join('\n'),
    secrets: {},
    values: used.map(({ value }) => value),
  },
  {
    name: 'a literal in the exec form',
    dockerfile: `FROM base\n${recorder('curl')}\nRUN ["/bin/curl", "-u", "ci:${exec}", "http://127.0.0.1:9/"]`,
    secrets: { password: exec! },
    values: [exec!],
    byHand: {
      told: /line 3: RUN holds a secret as text .*exec form has no shell.*write RUN --mount=type=secret/,
      mend: () =>
        `FROM base\n${recorder('curl')}\nRUN --mount=type=secret,id=password /bin/curl -u "ci:$(cat /run/secrets/password)" "http://127.0.0.1:9/"`,
    },
  },
  {
    name: 'a literal in a file with two names',
    dockerfile: `FROM base\nRUN mkdir /srv && echo token=${link} > /srv/a && ln /srv/a /srv/b && sha256sum /srv/b > /result\nRUN rm /srv/a`,
    secrets: {},
    values: [link!],
    check: ['cat', '/result', '/srv/b'],
    mounts: { '/srv/b': `token=${link}\n` },
    byHand: {
      told: /line 2: this RUN may write \w+ into a file/,
      mend: (text) => text.replace('> /result', '> /result && rm /srv/a /srv/b').replace(/\nRUN rm .*/, ''),
    },
  },
]

const [label, trigger, health, entrypoint, command, author] = Array.from({ length: 6 }, token)
const without = (line: RegExp) => (text: string) => text.replace(line, '')

/** What an image says of itself: nothing that can be rewritten mechanically. */
export const metadataLeaks: Leak[] = [
  {
    name: 'a label, an author and a folder',
    dockerfile: `FROM base\nLABEL ci.token="${label}"\nMAINTAINER ci ${author}\nWORKDIR /srv/${author}\nRUN echo done > /result`,
    values: [label!, author!],
    byHand: {
      told: /line 2: LABEL holds[\s\S]*line 3: MAINTAINER holds[\s\S]*line 4: WORKDIR holds/,
      mend: without(/LABEL .*\nMAINTAINER .*\nWORKDIR .*\n/),
    },
  },
  {
    name: 'the default command',
    dockerfile: `FROM base\nCMD ["/bin/echo", "--token", "${command}"]`,
    values: [command!],
    check: [],
    env: { GITHUB_PERSONAL_ACCESS_TOKEN: command! },
    byHand: {
      told: /line 2: CMD holds .*docker run --env GITHUB_PERSONAL_ACCESS_TOKEN/,
      mend: () => 'FROM base\nCMD exec /bin/echo --token "$GITHUB_PERSONAL_ACCESS_TOKEN"',
    },
  },
  {
    name: 'the entrypoint',
    dockerfile: `FROM base\nENTRYPOINT ["/bin/echo", "--token=${entrypoint}"]`,
    values: [entrypoint!],
    check: [],
    env: { TOKEN: entrypoint! },
    byHand: {
      told: /line 2: ENTRYPOINT holds .*docker run --env TOKEN/,
      mend: () => 'FROM base\nENTRYPOINT exec /bin/echo "--token=$TOKEN"',
    },
  },
  {
    name: 'the health check',
    dockerfile: `FROM base\nHEALTHCHECK CMD echo http://health:${health}@127.0.0.1:8080/health`,
    values: [health!],
    check: ['health'],
    env: { TOKEN: health! },
    byHand: { told: /line 2: HEALTHCHECK holds/, mend: (text) => text.replace(health!, '$TOKEN') },
  },
  {
    name: 'a trigger',
    dockerfile: `FROM base\n${recorder('wget')}\nONBUILD RUN /bin/wget --header "PRIVATE-TOKEN: ${trigger}" http://gitlab.example.org/x`,
    values: [trigger!],
    secrets: { private_token: trigger! },
    child: true,
    byHand: {
      told: /line 3: ONBUILD holds .*write ONBUILD RUN --mount=type=secret/,
      mend: (text) =>
        text
          .replace('ONBUILD RUN', 'ONBUILD RUN --mount=type=secret,id=private_token')
          .replace(trigger!, '$(cat /run/secrets/private_token)'),
    },
  },
]
