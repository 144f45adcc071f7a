import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { expectClean, expectExactly } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { mustRun } from '../harness/process.js'
import { scan } from '../harness/scan.js'

const buildkit = { builder: 'buildkit' } as const

describeEngine('BuildKit mounts', () => {
  it.each([
    ['dst=', '--mount=type=secret,id=token,dst=/root/.npmrc', '/root/.npmrc'],
    ['the default target', '--mount=type=secret,id=token', '/run/secrets/token'],
    ['required', '--mount=type=secret,id=token,required=true,mode=0400', '/run/secrets/token'],
  ])('says nothing of a secret mount: %s', async (_, mount, path) => {
    const secret = fresh(templates.npmToken)
    const image = await buildImage({
      ...buildkit,
      dockerfile: `FROM base\nRUN ${mount} grep -q npm_ ${path} && touch /done`,
      secrets: { token: `//registry.npmjs.org/:_authToken=${secret}\n` },
    })
    const scanned = await scan([image])
    expectClean(scanned)
    expect(JSON.stringify(scanned.report)).not.toContain(secret)
  })

  it('says nothing of the empty file that stays where a secret was mounted', async () => {
    const image = await buildImage({
      ...buildkit,
      dockerfile: `FROM base
RUN --mount=type=secret,id=token,dst=/root/.npmrc test -s /root/.npmrc
RUN touch /root/.netrc /root/.git-credentials /root/.pgpass && mkdir -p /run/secrets && touch /run/secrets/db_password`,
      secrets: { token: `//registry.npmjs.org/:_authToken=${fresh(templates.npmToken)}\n` },
    })
    expectClean(await scan([image]))
  })

  it('says nothing of a variable that a step fills from its secret', async () => {
    const image = await buildImage({
      ...buildkit,
      dockerfile: `FROM base
ENV DB_PASSWORD_FILE=/run/secrets/db_password
RUN --mount=type=secret,id=my_secret MY_SECRET=$(cat /run/secrets/my_secret) && \\
    (curl -u "user:$MY_SECRET" http://127.0.0.1:9/ || touch /done)`,
      secrets: { my_secret: fresh(templates.password) },
    })
    expectClean(await scan([image]))
  })

  it('says nothing of an SSH mount with a known_hosts', async () => {
    const { host, stop, socket } = await sshAgent()
    try {
      const image = await buildImage({
        ...buildkit,
        ssh: socket,
        dockerfile: `FROM base
ENV SSH_AUTH_SOCK=/run/ssh-agent.sock
COPY known_hosts /root/.ssh/known_hosts
RUN --mount=type=ssh,target=/run/ssh-agent.sock test -S "$SSH_AUTH_SOCK" && touch /done`,
        files: { known_hosts: `git.example.org ${host}\n[10.0.0.8]:2222 ${host}\n` },
      })
      expectClean(await scan([image]))
    } finally {
      await stop()
    }
  })

  it('reports the secret that a step copied out of its mount', async () => {
    const secret = fresh(templates.npmToken)
    const image = await buildImage({
      ...buildkit,
      dockerfile: 'FROM base\nRUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc',
      secrets: { npmrc: `//registry.npmjs.org/:_authToken=${secret}\n` },
    })
    expect(await docker(['run', '--rm', '--network=none', image, 'wc', '-c', '/root/.npmrc'])).not.toMatch(/^0 /)
    const { report } = await scan([image])
    expectExactly(report, [{ value: secret, exposure: 'file', path: 'root/.npmrc', line: 1, state: 'live' }])
  })
})

/** A real agent that holds a new key. `host` is the key's public half, as `known_hosts` writes it. */
async function sshAgent(): Promise<{ socket: string; host: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-ssh-'))
  const [socket, key] = [join(folder, 'agent'), join(folder, 'key')]
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
  await mustRun('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', key])
  await mustRun('ssh-add', ['-q', key], { env: { SSH_AUTH_SOCK: socket } })
  const [type, blob] = (await mustRun('cat', [`${key}.pub`])).split(' ')
  return {
    socket,
    host: `${type} ${blob}`,
    async stop() {
      agent.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
