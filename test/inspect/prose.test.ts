import { describe, expect, it } from 'vitest'
import { inspectValue } from '../../src/inspect/prose.js'
import { expandTemplate } from '../../src/signatures/expand.js'

const password = `q7${expandTemplate('{base62:12}', 'prose')}`
const encoded = Buffer.from(`deploy:${password}`).toString('base64')

describe('inspectValue', () => {
  it.each([
    ['DOCKER_AUTH_CONFIG', `{"auths":{"r.example.org":{"auth":"${encoded}"}}}`, 'container-registry-password', encoded],
    [
      'COMPOSER_AUTH',
      `{"http-basic":{"r.example.org":{"username":"u","password":"${password}"}}}`,
      'package-registry-password',
      password,
    ],
    ['CI_NETRC', `machine r.example.org login u password ${password}`, 'netrc-password', password],
    [
      'KUBECONFIG_CONTENT',
      `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    password: ${password}\n`,
      'kubernetes-password',
      password,
    ],
  ])('reads a whole credential file in %s by its format', (name, value, signature, range) => {
    const found = inspectValue(name, value)
    expect(found.map((one) => [one.signature, one.secret])).toEqual([[signature, password]])
    expect(value.slice(found[0]!.start, found[0]!.end)).toBe(range)
  })

  it.each([
    ['DOCKER_CONFIG', '/root/.docker'],
    ['DOCKER_AUTH_CONFIG', '{"auths":{},"credsStore":"desktop"}'],
    ['KUBECONFIG', '/root/.kube/config:/etc/kubeconfig'],
    ['COMPOSER_AUTH', '{"github-oauth":{"github.com":"$TOKEN"}}'],
  ])('is silent on %s=%s', (name, value) => {
    expect(inspectValue(name, value)).toEqual([])
  })
})
