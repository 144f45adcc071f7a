import { describe, expect, it } from 'vitest'
import { type Exposure, exposures, type Occurrence } from '../../src/findings/finding.js'
import { remedyFor } from '../../src/findings/remedy.js'

const signature = {
  id: 'acme-token',
  severity: 'high',
  provider: 'Acme',
  revoke: 'https://acme.example/tokens',
} as const
const place = (exposure: Exposure, more: Partial<Occurrence> = {}): Occurrence => ({ image: 0, exposure, ...more })
const text = (...occurrences: Occurrence[]) => {
  const remedy = remedyFor(signature, occurrences)
  return [remedy.summary, ...remedy.steps].join('\n')
}

describe('remedyFor', () => {
  it.each(exposures)('has something to say and to do for %s', (exposure) => {
    const remedy = remedyFor(signature, [place(exposure)])
    expect(remedy.summary).not.toBe('')
    expect(remedy.steps.length).toBeGreaterThanOrEqual(3)
    expect(remedy.steps.join('\n')).not.toMatch(/\{(NAME|id|path|file|SERVICE)\}/)
  })

  it.each(exposures.filter((one) => one !== 'label'))('writes commands or lines for %s', (exposure) => {
    const steps = remedyFor(signature, [place(exposure, { key: 'ACME_TOKEN' })]).steps.slice(1, -1)
    expect(steps.join('\n')).toMatch(/\n {2}\S/)
  })

  it('tells every kind of place, so that no leak is left by who follows it', () => {
    const instruction = { index: 4, text: 'RUN |1 A=•••••• /bin/sh -c echo $A > settings # buildkit' }
    const told = text(
      place('build-arg', { key: 'A', compose: { path: 'compose.yaml', line: 1, column: 1 }, services: ['web'] }),
      place('build-arg', { key: 'A', instruction }),
      place('env', { key: 'A' }),
      place('file', { path: 'settings', instruction }),
    )
    expect(told).toContain('services: { web: { build: { context: ., secrets: [a] } } }')
    expect(told).toContain('docker run --env A IMAGE')
    expect(told).toContain('rm -f /settings')
  })

  it('gives the client its proxy settings', () => {
    expect(text(place('env', { key: 'HTTP_PROXY' }))).toContain('{ "proxies": { "default": { "httpProxy": ')
  })

  it('gives a file to the container, where that needs it', () => {
    expect(text(place('file', { path: 'etc/tls/tls.key' }))).toContain(
      'docker run --mount type=bind,src="$PWD/tls.key",target=/etc/tls/tls.key,readonly IMAGE',
    )
  })

  it('starts with revoking at the provider and ends with what was pushed', () => {
    const remedy = remedyFor(signature, [place('env', { key: 'ACME_TOKEN' })])
    expect(remedy.steps[0]).toContain('Revoke it at Acme')
    expect(remedy.links[0]).toBe(signature.revoke)
    expect(remedy.steps.at(-1)).toContain('untagged manifests')
  })

  it('has a password without a revocation page changed, and a key pair replaced', () => {
    expect(remedyFor({ id: 'variable-password', severity: 'high' }, [place('env')]).steps[0]).toMatch(/^Change it/)
    expect(remedyFor({ id: 'openssh-private-key', severity: 'high' }, [place('env')]).steps[0]).toContain(
      'new key pair',
    )
  })

  it('writes the mount and the build command for a build argument with its own name', () => {
    const told = text(place('build-arg', { key: 'MY_SECRET' }))
    expect(told).toContain('RUN --mount=type=secret,id=my_secret,env=MY_SECRET ')
    expect(told).toContain('docker build --secret id=my_secret,env=MY_SECRET .')
  })

  it('writes out the own RUN, and what Compose needs', () => {
    const row = (index: number, command: string) => ({
      index,
      text: `RUN |1 MY_SECRET=•••••• /bin/sh -c ${command} # buildkit`,
    })
    const places = [row(3, 'make'), row(4, 'fetch {NAME} "$MY_SECRET"')].map((instruction) =>
      place('build-arg', { key: 'MY_SECRET', instruction }),
    )
    const told = text(...places)
    expect(told).toContain('\n  RUN --mount=type=secret,id=my_secret,env=MY_SECRET fetch {NAME} "$MY_SECRET"\n')
    expect(told).not.toContain('your-command')
    expect(told).toContain('secrets: [my_secret] } } }\n  secrets: { my_secret: { environment: MY_SECRET } }')
  })

  it('says that the RUN wrote it to a file, which a mount does not change', () => {
    const instruction = { index: 4, text: 'RUN |1 A=•••••• /bin/sh -c echo $A > .npmrc # buildkit' }
    const file = place('file', { path: '/app/.npmrc', state: 'deleted', instruction })
    const told = text(place('build-arg', { key: 'A', instruction }), file)
    expect(told).toContain('&& rm -f /app/.npmrc')
    expect(text(place('build-arg', { key: 'A' }), file)).not.toContain('&& rm -f /app/.npmrc')
  })

  it('tells of SSH where a repository is fetched', () => {
    const instruction = { index: 1, text: 'RUN /bin/sh -c git clone https://ci:••••••@git.example/a.git' }
    const told = text(place('history', { instruction }))
    expect(told).toContain(`git clone https://ci:"\${MY_SECRET}"@git.example/a.git`)
    expect(told).toContain('--mount=type=ssh --mount=type=bind,source=known_hosts')
  })

  it('sends a proxy to the settings of the client, but not a file that names one', () => {
    expect(text(place('build-arg', { key: 'HTTP_PROXY' }))).toContain('~/.docker/config.json')
    expect(text(place('history', { key: 'https_proxy' }))).toContain('"proxies"')
    expect(text(place('file', { key: 'http_proxy', path: '/etc/environment' }))).not.toContain('"proxies"')
  })

  it('says that rm does not help, and what would', () => {
    const told = text(place('file', { path: '/app/deploy.key', state: 'deleted' }))
    expect(told).toContain('hides the file and removes nothing')
    expect(told).toContain('COPY --from')
    expect(told).toContain('id=deploy_key,target=/app/deploy.key')
  })

  it('says that an overwritten file stays', () => {
    expect(text(place('file', { path: '/app/.env', state: 'overwritten' }))).toContain('must not be copied at all')
  })

  it.each([
    ['/root/.npmrc', 'id=npmrc,target=/root/.npmrc npm ci'],
    ['/app/.env.production', 'docker run --env-file .env.production IMAGE'],
    ['/root/.ssh/id_ed25519', '--mount=type=ssh'],
    ['/src/.git/config', '.git in .dockerignore'],
    ['/infra/terraform.tfstate', 'remote backend'],
  ])('knows how %s is used', (path, advice) => {
    expect(text(place('file', { path, state: 'live' }))).toContain(advice)
  })

  it('lets a remedy of the signature stand in place of those by exposure', () => {
    const remedy = remedyFor({ ...signature, remedy: 'ssh-host-key' }, [
      place('file', { path: '/etc/ssh/ssh_host_ed25519_key', state: 'live' }),
    ])
    expect(remedy.steps.join('\n')).toContain('ssh-keygen -A')
    expect(remedy.steps.join('\n')).not.toContain('.dockerignore')
  })

  it.each([
    ['/etc/ssh/ssh_host_ed25519_key', 'ssh-keygen -A'],
    ['/etc/ssl/private/ssl-cert-snakeoil.key', 'make-ssl-cert'],
  ])('knows that an installation made %s', (path, advice) => {
    const file = place('file', { path, state: 'live' })
    const key = { id: 'openssh-private-key', severity: 'critical' } as const
    expect(remedyFor(key, [file, file]).steps.join()).toContain(advice)
    expect(remedyFor(key, [file, place('file', { path: '/home/me/key' })]).steps.join()).not.toContain(advice)
  })

  it('tells a proxy without credentials where proxies belong, and any other address what it gives away', () => {
    const address = { id: 'internal-address', severity: 'info' } as const
    expect(remedyFor(address, [place('env', { key: 'HTTPS_PROXY' })]).steps.join()).toContain('"proxies"')
    expect(remedyFor(address, [place('env', { key: 'API_URL' })]).summary).toContain('No secret')
  })

  it('sends from a public identifier to its secret', () => {
    const remedy = remedyFor({ ...signature, kind: 'identifier' }, [place('env', { key: 'ACME_ID' })])
    expect(remedy.summary).toContain('public by itself')
    expect(remedy.links).toContain(signature.revoke)
  })

  it('does not tell the same step twice for an ENV and its row in the history', () => {
    const told = text(place('env', { key: 'A' }), place('history', { key: 'A' }))
    expect(told.match(/RUN --mount/g)).toHaveLength(1)
  })

  it('sends to the instruction, not to the fields of the config that repeat it', () => {
    const both = text(place('config', { key: 'container_config.Env[1]' }), place('env', { key: 'A' }))
    expect(both).toBe(text(place('env', { key: 'A' })))
    expect(text(place('config', { key: 'author' }))).not.toBe(both)
  })

  it('does not speak of revoking what is no secret', () => {
    const remedy = remedyFor({ id: 'proxy-address', severity: 'info' }, [place('env', { key: 'HTTP_PROXY' })])
    expect(remedy.steps.join('\n')).not.toMatch(/Revoke|Change it|Rebuild/)
  })

  it('tells each kind of place once, and not endlessly many', () => {
    const many = exposures.map((exposure) => place(exposure, { key: 'K' }))
    const remedy = remedyFor(signature, [...many, ...many])
    expect(new Set(remedy.steps).size).toBe(remedy.steps.length)
    expect(remedy.steps.length).toBeLessThan(10)
  })

  it('works without any occurrence', () => {
    expect(remedyFor(signature, []).steps).toHaveLength(2)
  })
})

describe('names from the image', () => {
  it.each([
    '$(reboot)',
    'A; rm -rf /',
    '`id`',
    'x\u001b[31m',
    'A B',
    'a'.repeat(200),
    "o'clock",
    'env=A,src=/etc/shadow',
  ])('never puts %j into a command', (hostile) => {
    for (const exposure of exposures) {
      expect(text(place(exposure, { key: hostile, path: hostile }))).not.toContain(hostile)
    }
  })

  it.each(['../../etc/passwd', '/a/-rf', '/a/$(id)', '/a b/c', '/dir/'])(
    'never takes the path %j for a target',
    (path) => {
      const told = text(place('file', { path, state: 'live' }))
      expect(told).not.toContain(`target=${path}`)
      expect(told).toContain('target=/run/secrets/FILE')
    },
  )
})

describe('a secret that the base image brought', () => {
  const occurrence = place('file', { path: 'etc/app.env', layer: 0, origin: 'base' })

  it('has a remedy of its own, with the name of the base', () => {
    const remedy = remedyFor(signature, [occurrence], 'debian:12')
    expect(remedy.summary).toContain('the base image debian:12')
    expect(remedy.steps.join('\n')).toMatch(
      /revoke it at Acme[\s\S]*Tell the maintainers[\s\S]*another tag[\s\S]*--pull/,
    )
    expect(remedy.links).toEqual([signature.revoke])
  })

  it('has one without its name, too', () => {
    const remedy = remedyFor({ id: 'x', severity: 'info' }, [occurrence], '')
    expect(remedy.summary).toMatch(/^It comes from the base image:/)
    expect(remedy.steps[0]).toMatch(/^Tell the maintainers of the base image\./)
  })

  it('has that of its place where the base is a guess', () => {
    expect(remedyFor(signature, [occurrence]).summary).not.toContain('base image')
  })
})
