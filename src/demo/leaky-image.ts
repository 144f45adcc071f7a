import { fromByteString } from '../findings/byte-string.js'
import { expandTemplate } from '../signatures/expand.js'
import type { DemoImage } from './docker-archive.js'

/** The Dockerfile of the demonstration, as its author thought it safe. Shown before the report. */
export const leakyDockerfile = `FROM debian:stable-slim
ARG NPM_TOKEN
ENV AWS_ACCESS_KEY_ID=…  AWS_SECRET_ACCESS_KEY=…
WORKDIR /app
COPY id_ed25519 /root/.ssh/
RUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc && npm ci
COPY . .
RUN curl -fsS -H "Authorization: Bearer …" https://api.github.com/…/assets > model.bin
RUN rm -r /root/.ssh .npmrc          # "now they are gone"
COPY .env.production .env            # "and this replaces the developer's"
ENV POSTGRES_PASSWORD=postgres
CMD ["node", "server.js"]`

/**
 * The image that this Dockerfile gives, with made-up credentials: every value is expanded from the seed, so it fits its format, checksum
 * included, and opens nothing.
 */
export function leakyImage(seed: string): DemoImage {
  const value = (name: string, template: string) => fromByteString(expandTemplate(template, `${seed} ${name}`))
  const npm = value('npm', 'npm_{base62:30}{crc32:6}')
  const github = value('github', 'ghp_{base62:30}{crc32:6}')
  const awsId = value('aws id', 'AKIA{base32:16}')
  const awsSecret = value('aws secret', '{base62:18}/{base62:21}')
  const sshKey = value('ssh', '{pem:OPENSSH PRIVATE KEY}')
  const awsEnv = `AWS_ACCESS_KEY_ID=${awsId} AWS_SECRET_ACCESS_KEY=${awsSecret}`
  const withNpm = `RUN |1 NPM_TOKEN=${npm} /bin/sh -c`
  return {
    tag: 'shop:1.4',
    created: '2024-05-17T09:30:00Z',
    env: ['PATH=/usr/local/bin:/usr/bin:/bin', ...awsEnv.split(' '), 'POSTGRES_PASSWORD=postgres'],
    labels: { 'org.opencontainers.image.title': 'shop' },
    steps: [
      { createdBy: '/bin/sh -c #(nop) ADD file:base in / ', layer: baseLayer },
      { createdBy: `ARG NPM_TOKEN=${npm}` },
      { createdBy: `ENV ${awsEnv}` },
      { createdBy: 'WORKDIR /app', layer: [{ path: 'app/' }] },
      {
        createdBy: 'COPY id_ed25519 /root/.ssh/ # buildkit',
        layer: [file('root/.ssh/id_ed25519', `${sshKey}\n`, 0o600)],
      },
      {
        createdBy: `${withNpm} echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc && npm ci # buildkit`,
        layer: [file('app/.npmrc', `//registry.npmjs.org/:_authToken=${npm}\n`)],
      },
      { createdBy: 'COPY . . # buildkit', layer: contextFiles(value) },
      {
        createdBy: `${withNpm} curl -fsS -H "Authorization: Bearer ${github}" https://api.github.com/repos/acme/model/assets > model.bin # buildkit`,
        layer: [file('app/model.bin', 'model')],
      },
      {
        createdBy: `${withNpm} rm -r /root/.ssh .npmrc # buildkit`,
        layer: [file('root/.wh..ssh', ''), file('app/.wh..npmrc', '')],
      },
      {
        createdBy: 'COPY .env.production .env # buildkit',
        layer: [file('app/.env', `STRIPE_SECRET_KEY=${value('stripe live', 'sk_live_{base62:24}')}\n`)],
      },
      { createdBy: 'ENV POSTGRES_PASSWORD=postgres' },
      { createdBy: 'CMD ["node" "server.js"]' },
    ],
  }
}

const baseLayer = [
  file('etc/os-release', 'ID=debian\n'),
  file('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n'),
  file('usr/share/doc/README', 'Nothing of interest.\n'),
]

/** What `COPY . .` took along: the program, and files that nobody meant to ship. */
function contextFiles(value: (name: string, template: string) => string) {
  const password = value('db', '{[a-km-z2-9]:6}-{[A-HJ-NP-Z2-9]:6}')
  const login = Buffer.from(`ci-bot:${value('docker', 'dckr_pat_{base64url:27}')}`).toString('base64')
  return [
    file('app/server.js', "require('http').createServer((_, response) => response.end('hello')).listen(3000)\n"),
    file('app/.env', `# development\nDATABASE_URL=postgres://shop:${password}@db.internal:5432/shop\n`),
    file(
      'app/.docker/config.json',
      `${JSON.stringify({ auths: { 'https://index.docker.io/v1/': { auth: login } } }, null, 2)}\n`,
    ),
  ]
}

function file(path: string, body: string, mode?: number) {
  return { path, body, ...(mode !== undefined && { mode }) }
}
