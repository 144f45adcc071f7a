import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askCredentialHelper } from '../../../src/sources/credentials/credential-helper.js'
import { registryCredentials } from '../../../src/sources/credentials/credentials.js'

const secret = `made-${'up'.repeat(6)}`
let folder: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetsam-credentials-'))
  const helpers: Record<string, string> = {
    // Answers for the server that it is asked for, so that a wrong question shows.
    echo: `read -r server; echo "{\\"ServerURL\\":\\"$server\\",\\"Username\\":\\"user of $server\\",\\"Secret\\":\\"${secret}\\"}"`,
    token: `cat >/dev/null; echo '{"Username":"<token>","Secret":"${secret}"}'`,
    none: `cat >/dev/null; echo 'credentials not found in native keychain'; exit 1`,
    broken: `echo 'the keychain is locked, and the secret was ${secret}'; exit 3`,
    garbled: `echo '{"Secret": "${secret}'`,
    deaf: 'exec sleep 20',
    endless: 'exec yes',
  }
  for (const [name, script] of Object.entries(helpers)) {
    const path = join(folder, `docker-credential-${name}`)
    await writeFile(path, `#!/bin/sh\n[ "$1" = get ] || exit 9\n${script}\n`)
    await chmod(path, 0o755)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const env = () => ({ PATH: `${folder}:${process.env.PATH}` })

async function credentials(registry: string, config: unknown) {
  const home = join(folder, `home-${++count}`)
  await mkdir(join(home, '.docker'), { recursive: true })
  await writeFile(join(home, '.docker/config.json'), typeof config === 'string' ? config : JSON.stringify(config))
  return registryCredentials({ registry }, { env: env(), home })
}

const pair = (user: string) => Buffer.from(`${user}:${secret}`).toString('base64')
const hub = 'https://index.docker.io/v1/'

describe('credentials of the Docker configuration', () => {
  it.each([
    ['ghcr.io', { 'ghcr.io': { auth: pair('me') } }, 'ghcr.io'],
    ['localhost:5000', { 'localhost:5000': { auth: pair('me') } }, 'localhost:5000'],
    ['ghcr.io', { 'https://ghcr.io/v2/': { auth: pair('me') } }, 'ghcr.io'],
    ['docker.io', { [hub]: { auth: pair('me') } }, hub],
    ['docker.io', { 'docker.io': { auth: pair('me') } }, hub],
    ['ghcr.io', { 'ghcr.io': { username: 'me', password: secret } }, 'ghcr.io'],
  ])('auths of %s: %j', async (registry, auths, serveraddress) => {
    expect(await credentials(registry, { auths })).toEqual({
      auth: { serveraddress, username: 'me', password: secret },
    })
  })

  it('identity tokens', async () => {
    expect(await credentials('ghcr.io', { auths: { 'ghcr.io': { identitytoken: secret } } })).toEqual({
      auth: { serveraddress: 'ghcr.io', identitytoken: secret },
    })
    expect(await credentials('ghcr.io', { credsStore: 'token' })).toEqual({
      auth: { serveraddress: 'ghcr.io', identitytoken: secret },
    })
  })

  it.each([
    ['nothing', {}],
    ['another registry', { auths: { 'example.org': { auth: pair('me') } } }],
    ['an empty entry, as a credential store leaves it', { auths: { 'ghcr.io': {} } }],
    ['a helper that has none', { credsStore: 'none' }],
    ['another shape', { auths: [], credHelpers: 5, credsStore: {} }],
  ])('none: %s', async (_, config) => {
    expect(await credentials('ghcr.io', config)).toEqual({})
  })

  it.each([
    ['ghcr.io', { credsStore: 'echo', auths: { 'ghcr.io': {} } }, 'user of ghcr.io'],
    ['docker.io', { credsStore: 'echo' }, `user of ${hub}`],
    ['ghcr.io', { credHelpers: { 'ghcr.io': 'echo' }, credsStore: 'none' }, 'user of ghcr.io'],
    ['ghcr.io', { credHelpers: { 'example.org': 'none' }, credsStore: 'echo' }, 'user of ghcr.io'],
    ['ghcr.io', { credsStore: 'none', auths: { 'ghcr.io': { auth: pair('written') } } }, 'written'],
    ['ghcr.io', { credsStore: 'broken', auths: { 'ghcr.io': { auth: pair('written') } } }, 'written'],
  ])('%s from %j', async (registry, config, username) => {
    expect((await credentials(registry, config)).auth).toMatchObject({ username, password: secret })
  })

  it.each([
    [{ credsStore: 'broken' }, 'docker-credential-broken ended with exit code 3'],
    [{ credsStore: 'garbled' }, 'docker-credential-garbled gave no credentials in its answer'],
    [{ credsStore: 'absent' }, 'docker-credential-absent is not on the PATH'],
    [{ credsStore: '../../bin/sh' }, 'the name of the credential helper is malformed'],
    [{ auths: { 'ghcr.io': { auth: 'bm8gY29sb24=' } } }, "the entry of ghcr.io in Docker's configuration is malformed"],
    [`{"auths": "${secret}`, /config\.json is not a JSON object$/],
  ])('tells trouble, never what was read: %j', async (config, trouble) => {
    const answer = await credentials('ghcr.io', config)
    expect(answer).toEqual({ trouble: typeof trouble === 'string' ? trouble : expect.stringMatching(trouble) })
    expect(answer.trouble).not.toContain(secret)
  })

  it('does not wait for a helper for ever, nor read for ever', async () => {
    const start = Date.now()
    expect(await askCredentialHelper('deaf', 'ghcr.io', env(), 200)).toEqual({
      kind: 'failed',
      reason: 'docker-credential-deaf gave no answer in 0.2 s',
    })
    expect(Date.now() - start).toBeLessThan(5000)
    expect(await askCredentialHelper('endless', 'ghcr.io', env(), 20_000)).toEqual({
      kind: 'failed',
      reason: 'docker-credential-endless gave too long an answer',
    })
  })
})
