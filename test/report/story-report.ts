import { fromByteString } from '../../src/findings/byte-string.js'
import type { Finding, Report, ReportImage } from '../../src/findings/finding.js'
import { maskSign } from '../../src/findings/mask.js'
import { remedyFor } from '../../src/findings/remedy.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { cleanReport } from './sample-report.js'

/** A token as a report shows it: its public prefix and its last four characters. */
function masked(template: string, prefix: string): string {
  return prefix + maskSign + fromByteString(expandTemplate(template, 'story')).slice(-4)
}

const layer = (index: number, size: number, instruction: string) => ({
  ...{ index, size, instruction, diffId: `sha256:${`${index}f`.repeat(32)}` },
})

const image: ReportImage = {
  ...{ reference: 'shop:1.4', source: 'docker', id: `sha256:${'1e'.repeat(32)}`, platform: 'linux/amd64' },
  tags: ['shop:1.4'],
  layers: [
    layer(0, 77_800_000, '/bin/sh -c #(nop) ADD file:5a in / '),
    layer(1, 420, 'COPY id_ed25519 /root/.ssh/ # buildkit'),
    layer(2, 9_100_000, `RUN |1 NPM_TOKEN=${maskSign} /bin/sh -c npm ci # buildkit`),
    layer(3, 31_000, 'COPY . . # buildkit'),
    layer(4, 0, `RUN |1 NPM_TOKEN=${maskSign} /bin/sh -c rm -r /root/.ssh .npmrc # buildkit`),
    layer(5, 64, 'COPY .env.production .env # buildkit'),
  ],
}

/** One secret in five places: given as a build argument, written to the environment, in two files, one of them deleted. */
function npmToken(): Finding {
  const signature = {
    id: 'npm-access-token',
    title: 'npm access token',
    provider: 'npm',
    severity: 'critical',
  } as const
  const run = { index: 4, text: `RUN |1 NPM_TOKEN=${maskSign} /bin/sh -c npm ci # buildkit` }
  const occurrences: Finding['occurrences'] = [
    { image: 0, exposure: 'build-arg', key: 'NPM_TOKEN', instruction: { index: 1, text: `ARG NPM_TOKEN=${maskSign}` } },
    {
      image: 0,
      exposure: 'build-arg',
      key: 'NPM_TOKEN',
      layer: 2,
      instruction: run,
      dockerfile: { path: 'Dockerfile', line: 6 },
    },
    { image: 0, exposure: 'env', key: 'NPM_TOKEN', instruction: { index: 2, text: `ENV NPM_TOKEN=${maskSign}` } },
    {
      ...{ image: 0, exposure: 'file', path: 'app/.npmrc', line: 1, column: 33, key: '_authToken', layer: 2 },
      ...{ state: 'deleted', endedBy: 4, instruction: run },
    },
    {
      ...{ image: 0, exposure: 'file', path: 'app/bundle.zip', line: 3, column: 1, layer: 3, state: 'live' },
      ...{ via: ['zip:conf/.npmrc'], instruction: { index: 5, text: 'COPY . . # buildkit' } },
    },
  ]
  return {
    ...{ id: '0a1b2c3d4e5f60718293', signature, severity: 'critical', confidence: 'proven', occurrences },
    reasons: ['the checksum in it fits'],
    secret: { masked: masked('npm_{base62:30}{crc32:6}', 'npm_'), length: '33-64' },
    remedy: remedyFor({ ...signature, revoke: 'https://www.npmjs.com/settings/~/tokens' }, occurrences),
  }
}

function sshKey(): Finding {
  const signature = { id: 'openssh-private-key', title: 'OpenSSH private key', severity: 'critical' } as const
  const occurrences: Finding['occurrences'] = [
    {
      ...{
        image: 0,
        exposure: 'file',
        path: 'root/.ssh/id_ed25519',
        line: 1,
        column: 1,
        layer: 1,
        state: 'deleted',
        endedBy: 4,
      },
      ...{
        instruction: { index: 3, text: 'COPY id_ed25519 /root/.ssh/ # buildkit' },
        dockerfile: { path: 'Dockerfile', line: 5 },
      },
    },
  ]
  return {
    ...{ id: 'ffeeddccbbaa99887766', signature, severity: 'critical', confidence: 'proven', occurrences, reasons: [] },
    secret: { masked: maskSign, length: '257-512' },
    remedy: remedyFor(signature, occurrences),
  }
}

function oldPassword(): Finding {
  const signature = { id: 'url-password', title: 'Password in a URL', severity: 'high' } as const
  const occurrences: Finding['occurrences'] = [
    {
      ...{ image: 0, exposure: 'file', path: 'app/.env', line: 2, column: 30, key: 'DATABASE_URL', layer: 3 },
      ...{ state: 'overwritten', endedBy: 5, instruction: { index: 5, text: 'COPY . . # buildkit' } },
    },
  ]
  return {
    ...{ id: '13579bdf02468ace1357', signature, severity: 'medium', confidence: 'likely', occurrences },
    reasons: ['a weak password'],
    secret: { masked: maskSign, length: '9-16' },
    remedy: remedyFor(signature, occurrences),
  }
}

function defaultPassword(): Finding {
  const signature = { id: 'default-password', title: 'Well-known default password', severity: 'low' } as const
  const occurrences: Finding['occurrences'] = [
    {
      image: 0,
      exposure: 'env',
      key: 'POSTGRES_PASSWORD',
      instruction: { index: 8, text: `ENV POSTGRES_PASSWORD=${maskSign}` },
    },
  ]
  return {
    ...{ id: '2468ace013579bdf2468', signature, severity: 'low', confidence: 'likely', occurrences, reasons: [] },
    secret: { masked: maskSign, length: '1-8' },
    remedy: remedyFor(signature, occurrences),
  }
}

/** A made report of an ordinary scan, with something of everything: what every format must be able to tell. */
export function storyReport(): Report {
  const packaged = {
    image: 0,
    exposure: 'file',
    path: 'usr/share/doc/openssl/demo.key',
    line: 1,
    column: 1,
    layer: 0,
    state: 'live',
  } as const
  return cleanReport({
    images: [image],
    findings: [npmToken(), sshKey(), oldPassword(), defaultPassword()],
    suppressed: [
      {
        ...sshKey(),
        ...{ id: '99990000aaaabbbbcccc', severity: 'low', occurrences: [packaged] },
        signature: { id: 'private-key', title: 'Private key', severity: 'critical' },
        reason: 'a file of the Debian package openssl, unchanged',
      },
    ],
    coverage: {
      ...{ complete: true, layers: 6, files: 3_412, bytes: 86_931_484 },
      gaps: [{ kind: 'unopened', where: 'layer 4: /app/backup.zip', reason: 'the archive is encrypted' }],
    },
    summary: { critical: 2, high: 0, medium: 1, low: 1, info: 0 },
  })
}

/** What the gate says of it, with the default `--fail-on`. */
export const storyVerdict = {
  exitCode: 1,
  because: '3 findings are at or above medium:likely (--fail-on).',
  failing: new Set(['0a1b2c3d4e5f60718293', 'ffeeddccbbaa99887766', '13579bdf02468ace1357']),
}
