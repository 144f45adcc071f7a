import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { mustRun } from '../../engine/harness/process.js'
import { push } from '../../engine/harness/push.js'
import { type Registry, startRegistry } from '../../engine/harness/registry.js'
import { jetsam, scan } from '../../engine/harness/scan.js'
import { blob, configOf, json, layerTar, ociImage } from '../build-archive.js'
import { cacheOf } from '../layout/build-cache-of.js'

const isThere = spawnSync('docker-registry', ['--version']).error === undefined
if (!isThere && process.env.JETSAM_REQUIRE_ENGINE === '1')
  throw new Error('JETSAM_REQUIRE_ENGINE is set, but there is no docker-registry')

const token = (name: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `real registry ${name}`)
const account = { user: 'me', password: expandTemplate('{base62:20}', 'account') }
const indexType = 'application/vnd.oci.image.index.v1+json'

describe.skipIf(!isThere)("a real registry server (Debian's docker-registry)", () => {
  let folder: string
  let open: Registry
  let closed: Registry
  let secure: Registry
  let image: ReturnType<typeof ociImage>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-real-registry-'))
    const storage = join(folder, 'storage')
    await makeCertificates(folder)
    ;[open, closed, secure] = await Promise.all([
      startRegistry({ storage }),
      startRegistry({ storage, account }),
      startRegistry({ storage, tls: { certificate: join(folder, 'server.pem'), key: join(folder, 'server.key') } }),
    ])
    const [shared, own, other, build] = await Promise.all(
      ['shared', 'own', 'other', 'build'].map((name) => layerTar(`${name}.env`, `TOKEN=${token(name)}\n`)),
    )
    const platform = (architecture: string) => ({ platform: { os: 'linux', architecture } })
    image = ociImage([shared!, own!], configOf([shared!, own!]), { descriptor: platform('amd64') })
    const arm = ociImage([shared!, other!], configOf([shared!, other!], { architecture: 'arm64' }), {
      descriptor: platform('arm64'),
    })
    const statement = blob(json({ _type: 'https://in-toto.io/Statement/v1', predicate: { arg: token('statement') } }))
    const empty = blob('{}')
    const attestation = blob(
      json({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: empty.digest, size: 2 },
        layers: [{ mediaType: 'application/vnd.in-toto+json', digest: statement.digest, size: statement.bytes.length }],
      }),
    )
    const attested = {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: attestation.digest,
      size: attestation.bytes.length,
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': image.digest },
    }
    const sized = (one: typeof image) => ({ ...one.descriptor, size: sizeOf(one) })
    const index = blob(
      json({ schemaVersion: 2, mediaType: indexType, manifests: [sized(image), sized(arm), attested] }),
    )
    const cache = cacheOf(
      [
        { layer: build!, parent: 1 },
        { layer: shared!, parent: -1 },
      ],
      'image',
    )
    const members = [...image.members, ...arm.members, statement, empty, attestation, index, ...cache.members]
    await push(`${open.host}/v2/team/app`, members, {
      '1': image.digest,
      all: index.digest,
      cache: cache.descriptor.digest,
    })
  })
  afterAll(async () => {
    await Promise.all([open, closed, secure].map((registry) => registry?.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  const tokens = (names: string[]) => names.map(token).sort()
  const found = ({ report }: Awaited<ReturnType<typeof scan>>) =>
    report.findings.map(({ secret }) => secret.value).sort()
  const clean = { HOME: '/nonexistent', DOCKER_CONFIG: '/nonexistent', XDG_RUNTIME_DIR: '', XDG_CONFIG_HOME: '' }

  it.each([
    ['by its tag', () => `registry:${open.host}/team/app:1`],
    ['by its digest', () => `registry:${open.host}/team/app@${image.digest}`],
    ['without a scheme, where no engine is', () => `${open.host}/team/app:1`],
  ])('hands out an image %s', async (_, name) => {
    const env = { ...clean, CONTAINER_HOST: `unix://${folder}/gone.sock`, DOCKER_HOST: '', DOCKER_CONTEXT: '' }
    const scanned = await scan([name(), '--no-cache'], { env })
    expect(scanned.report.coverage).toMatchObject({ complete: true, layers: 2, gaps: [] })
    expect(scanned.report.images).toMatchObject([{ source: 'registry', id: image.id, digest: image.digest }])
    expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    expect([scanned.code, scanned.stderr]).toEqual([1, ''])
  })

  it.each([
    [['--platform', 'linux/amd64'], ['shared', 'own', 'statement'], 2],
    [['--platform', 'linux/arm64'], ['shared', 'other'], 2],
    [['--platform', 'all'], ['shared', 'own', 'other', 'statement'], 3],
  ])('hands out an index of two platforms: %j', async (flags, names, layers) => {
    const scanned = await scan([`registry:${open.host}/team/app:all`, '--no-cache', ...flags], { env: clean })
    expect(scanned.report.coverage).toMatchObject({ complete: true, layers })
    expect(found(scanned)).toEqual(tokens(names))
    const exposures = scanned.report.findings.flatMap(({ occurrences }) => occurrences.map(({ exposure }) => exposure))
    expect(new Set(exposures)).toEqual(new Set(names.includes('statement') ? ['file', 'attestation'] : ['file']))
  })

  it('hands out a build cache', async () => {
    const scanned = await scan([`registry:${open.host}/team/app:cache`, '--no-cache'], { env: clean })
    expect(found(scanned)).toEqual(tokens(['shared', 'build']))
    expect(scanned.report.findings.flatMap(({ occurrences }) => occurrences)).toMatchObject([
      { exposure: 'build-cache', state: 'live' },
      { exposure: 'build-cache', state: 'live' },
    ])
  })

  it('says which tag is missing', async () => {
    const { code, stderr } = await jetsam(['scan', '-q', `registry:${open.host}/team/app:9`], { env: clean })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^jetsam: image-not-found: .*team\/app:9/m)
  })

  describe('with an account', () => {
    const login = (password: string) => ({
      args: ['--username', account.user, '--password-stdin', '--no-cache'],
      options: { env: clean, stdin: Readable.from([`${password}\n`]) },
    })

    it('lets in who has the password', async () => {
      const { args, options } = login(account.password)
      const scanned = await scan([`registry:${closed.host}/team/app:1`, ...args], options)
      expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    })

    it("lets in whom Docker's configuration knows", async () => {
      const config = join(folder, 'docker')
      await mkdir(config)
      const auth = Buffer.from(`${account.user}:${account.password}`).toString('base64')
      await writeFile(join(config, 'config.json'), json({ auths: { [closed.host]: { auth } } }))
      const env = { ...clean, DOCKER_CONFIG: config }
      expect(found(await scan([`registry:${closed.host}/team/app:1`, '--no-cache'], { env }))).toEqual(
        tokens(['shared', 'own']),
      )
    })

    it.each(['wrong', undefined])('turns away who has %s', async (password) => {
      const { args, options } = password ? login(password) : { args: [], options: { env: clean } }
      const { code, stderr } = await jetsam(['scan', '-q', `registry:${closed.host}/team/app:1`, ...args], options)
      expect(code).toBe(2)
      expect(stderr).toMatch(/^jetsam: credentials-failed: /m)
    })
  })

  describe('with a certificate of a private authority', () => {
    it('is trusted if the authority is', async () => {
      const flags = ['--registry-ca', join(folder, 'ca.pem'), '--no-cache']
      const scanned = await scan([`registry:${secure.host}/team/app:1`, ...flags], { env: clean })
      expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    })

    it('is not trusted otherwise, nor asked without TLS', async () => {
      const { code, stderr } = await jetsam(['scan', '-q', `registry:${secure.host}/team/app:1`], { env: clean })
      expect(code).toBe(2)
      expect(stderr).toMatch(/registry-unreachable: .*signed by nobody that we trust\n {2}.*--registry-ca/)
    })

    it('is taken as it is, if the user says so', async () => {
      const flags = ['--insecure-registry', secure.host, '--no-cache']
      const scanned = await scan([`registry:${secure.host}/team/app:1`, ...flags], { env: clean })
      expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    })

    it.each(['absent.pem', 'server.key'])('cannot be vouched for by %s', async (name) => {
      const flags = ['--registry-ca', join(folder, name)]
      const { code, stderr } = await jetsam(['scan', '-q', `registry:${secure.host}/team/app:1`, ...flags], {
        env: clean,
      })
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^jetsam: usage: --registry-ca: /)])
    })
  })
})

function sizeOf(image: ReturnType<typeof ociImage>): number {
  const manifest = image.members.at(-1)!
  return 'bytes' in manifest ? manifest.bytes.length : 0
}

/** An authority, `ca.pem`, and a certificate that it signed for this machine, `server.pem` and `server.key`. */
async function makeCertificates(folder: string): Promise<void> {
  const at = (name: string) => join(folder, name)
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  await mustRun('openssl', [
    'req',
    '-x509',
    ...fresh,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-subj',
    '/CN=test authority',
    '-days',
    '2',
  ])
  await mustRun('openssl', [
    'req',
    ...fresh,
    '-keyout',
    at('server.key'),
    '-out',
    at('server.csr'),
    '-subj',
    '/CN=127.0.0.1',
  ])
  await writeFile(at('names'), 'subjectAltName=IP:127.0.0.1\n')
  const authority = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial']
  await mustRun('openssl', [
    'x509',
    '-req',
    '-in',
    at('server.csr'),
    ...authority,
    '-out',
    at('server.pem'),
    '-days',
    '2',
    '-extfile',
    at('names'),
  ])
}
