import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('kube')
const config = (user: string) => `apiVersion: v1\nkind: Config\nclusters: []\nusers:\n- name: admin\n  user:\n${user}`

it.each([
  ['root/.kube/config', config('    token: @@\n'), 'kubernetes-token', 'admin.token'],
  [
    'etc/kubernetes/admin.conf',
    config('    username: u\n    password: "@@"\n'),
    'kubernetes-password',
    'admin.password',
  ],
  [
    'srv/cluster.yaml',
    config('    auth-provider:\n      config:\n        refresh-token: @@\n'),
    'kubernetes-token',
    'admin.auth-provider.config.refresh-token',
  ],
  [
    'root/.kube/config',
    `{"kind": "Config", "users": [{"name": "u", "user": {"token": "@@"}}]}`,
    'kubernetes-token',
    'u.token',
  ],
])('finds the credentials of %s', (path, file, signature, key) => {
  expectPlanted({ path, file, secret, signature, key })
})

it('finds the variables of a credential helper', () => {
  const file = config('    exec:\n      env:\n      - name: MY_SECRET\n        value: @@\n')
  expectPlanted({ path: 'root/.kube/config', file, secret, signature: 'secret-variable', key: 'MY_SECRET' })
})

it('finds a client key in base64, and knows it by its public half', () => {
  const raw = Buffer.from(expandTemplate('{pem:EC PRIVATE KEY}', 'kube')).toString('base64')
  const text = config(`    client-certificate-data: eA==\n    client-key-data: ${raw}\n`)
  const found = readFile('etc/rancher/k3s/k3s.yaml', text)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    signature: 'kubernetes-client-key',
    key: 'admin.client-key-data',
    confidence: 'proven',
    via: ['base64'],
  })
  expect(text.slice(found[0]!.start, found[0]!.end)).toBe(raw)
})

it('leaves placeholders, files and other manifests alone', () => {
  expectSilent('root/.kube/config', config('    token: "@@"\n'), placeholders)
  expect(
    readFile(
      'root/.kube/config',
      config('    tokenFile: /run/token\n    client-key: /x.key\n    client-key-data: "!!"\n'),
    ),
  ).toEqual([])
  expect(formatOf('srv/app.yaml', Buffer.from('kind: Deployment\n'))).toBeUndefined()
})
