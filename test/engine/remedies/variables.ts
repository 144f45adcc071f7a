import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { type Leak, password } from './leak.js'

const token = password()
const odd = {
  API_TOKEN: fresh(templates.githubToken),
  DB_PASSWORD: fresh('{lower:6} {lower:5} {digits:4}'),
  SIGNING_SECRET: fresh('{base62:6}={base62:7}={base62:5}'),
}
const key = freshPrivateKey().trim()
const proxy = `http://builder:${token}@proxy.example.org:3128`
const [unset, replaced, kept] = [password(), password(), password()]
const aws = { AWS_ACCESS_KEY_ID: fresh(templates.awsKeyId), AWS_SECRET_ACCESS_KEY: fresh(templates.awsSecretKey) }
const github = fresh(templates.githubToken)

/** Build arguments and variables of the environment. */
export const variableLeaks: Leak[] = [
  {
    name: 'a build argument',
    dockerfile:
      'FROM base\nARG API_TOKEN VERSION=1\nRUN echo "$API_TOKEN $VERSION" | sha256sum \\\n  | cut -c1-8 > /result',
    buildArgs: { API_TOKEN: token },
    secrets: { api_token: token },
    values: [token],
  },
  {
    name: 'a build argument that a tool reads from the environment',
    dockerfile: 'FROM base\nARG API_TOKEN\nRUN env | grep -c ^API_TO > /result',
    buildArgs: { API_TOKEN: token },
    secrets: { api_token: token },
    values: [token],
  },
  {
    name: 'several build arguments, whatever their values hold',
    dockerfile: `FROM base\n${Object.keys(odd)
      .map((name) => `ARG ${name}`)
      .join(
        '\n',
      )}\nRUN echo "$API_TOKEN|$DB_PASSWORD" | sha256sum > /result\nRUN echo "$SIGNING_SECRET" | sha256sum >> /result`,
    buildArgs: odd,
    secrets: Object.fromEntries(Object.entries(odd).map(([name, value]) => [name.toLowerCase(), value])),
    values: Object.values(odd),
  },
  {
    name: 'the default of a build argument, under another shell',
    dockerfile: `FROM base\nARG TOKEN=${token}\nSHELL ["/bin/ash", "-e", "-c"]\nRUN echo $TOKEN | sha256sum > /result`,
    secrets: { token },
    values: [token],
  },
  {
    name: 'a key with line breaks',
    dockerfile: 'FROM base\nARG DEPLOY_KEY\nRUN echo "$DEPLOY_KEY" | sha256sum > /result',
    buildArgs: { DEPLOY_KEY: key },
    secrets: { deploy_key: key },
    values: [key.split('\n')[1]!],
  },
  {
    name: 'a build argument in the exec form',
    dockerfile: 'FROM base\nARG API_TOKEN\nRUN ["/bin/sh", "-c", "echo $API_TOKEN | sha256sum > /result"]',
    buildArgs: { API_TOKEN: token },
    secrets: { api_token: token },
    values: [token],
    form: 'as files',
    byHand: {
      told: /line 3: RUN uses API_TOKEN, and is no plain command of a shell/,
      mend: () =>
        'FROM base\nRUN --mount=type=secret,id=api_token export API_TOKEN="$(cat /run/secrets/api_token)"; echo $API_TOKEN | sha256sum > /result',
    },
  },
  {
    name: 'a proxy that is declared',
    dockerfile: 'FROM base\nARG HTTP_PROXY\nRUN echo $HTTP_PROXY | sha256sum > /result',
    buildArgs: { HTTP_PROXY: proxy },
    values: [token],
  },
  {
    name: 'a proxy of the environment',
    dockerfile: `FROM base\nENV http_proxy=${proxy}\nRUN echo $http_proxy | sha256sum > /result`,
    buildArgs: { http_proxy: proxy },
    values: [token],
    check: ['sh', '-c', 'cat /result; echo $http_proxy'],
    env: { http_proxy: proxy },
  },
  {
    name: 'a variable of the environment, used in a stage upon its own',
    dockerfile: `FROM base AS one\nENV API_TOKEN=${token} \\\n  A=1\nFROM one\nRUN \\\n  echo "\${API_TOKEN}$A" | sha256sum > /result`,
    secrets: { api_token: token },
    values: [token],
  },
  {
    name: 'variables that the container needs',
    dockerfile: `FROM base\nENV DB_PASSWORD=${token}\nENV AWS_ACCESS_KEY_ID=${aws.AWS_ACCESS_KEY_ID} AWS_SECRET_ACCESS_KEY=${aws.AWS_SECRET_ACCESS_KEY}`,
    values: [token, aws.AWS_SECRET_ACCESS_KEY],
    check: ['sh', '-c', 'echo "$DB_PASSWORD $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY"'],
    env: { DB_PASSWORD: token, ...aws },
  },
  {
    name: 'variables that are unset and replaced',
    dockerfile: `FROM base\nENV DB_PASSWORD=${unset} API_SECRET=${replaced}\nENV DB_PASSWORD= API_SECRET=${kept}`,
    values: [unset, replaced, kept],
    check: ['sh', '-c', 'echo "$DB_PASSWORD|$API_SECRET"'],
    env: { API_SECRET: kept },
  },
  {
    name: 'a build argument that is handed on to the environment',
    dockerfile: 'FROM base\nARG API_TOKEN\nENV API_TOKEN=$API_TOKEN\nRUN echo $API_TOKEN | sha256sum > /result',
    buildArgs: { API_TOKEN: token },
    secrets: { api_token: token },
    values: [token],
  },
  {
    name: 'a build argument that is a variable and in files',
    dockerfile: `FROM base
ARG GITHUB_TOKEN
ENV APP_TOKEN=$GITHUB_TOKEN
RUN mkdir /app && echo "token=$GITHUB_TOKEN" > /app/settings.ini && cp /app/settings.ini /app/settings.bak && sha256sum /app/settings.bak > /result`,
    buildArgs: { GITHUB_TOKEN: github },
    secrets: { github_token: github },
    values: [github],
    check: ['sh', '-c', 'cat /result /app/settings.ini; echo $APP_TOKEN'],
    env: { APP_TOKEN: github },
    mounts: { '/app/settings.ini': `token=${github}\n` },
    byHand: {
      told: /this RUN may write GITHUB_TOKEN into a file: see that none is left/,
      mend: (text) => `${text.trimEnd()} && rm -f /app/settings.ini /app/settings.bak`,
    },
  },
]
