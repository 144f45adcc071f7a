import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, readFile } from '../reading.js'

const hashes = [
  madeUp('sha512', `$6\${base62:16}\${base62:86}`),
  madeUp('yescrypt', `$y$j9T\${base62:22}\${base62:43}`),
  madeUp('bcrypt', `$2y$10\${base62:53}`),
  madeUp('apr1', `$apr1\${base62:8}\${base62:22}`),
  madeUp('des', '{base62:13}'),
]

it.each(hashes)('finds a hash of %s', (secret) => {
  expectPlanted({
    path: 'etc/shadow',
    file: 'daemon:*:1:0:::::\nroot:@@:19000:0:99999:7:::\n',
    secret,
    signature: 'linux-password-hash',
    key: 'root',
  })
  expectPlanted({
    path: 'etc/nginx/.htpasswd',
    file: '# x\nadmin:@@\n',
    secret,
    signature: 'htpasswd-hash',
    key: 'admin',
  })
})

it('says that an account is locked', () => {
  const found = expectPlanted({
    path: 'etc/shadow-',
    file: 'app:!@@:1::::::\n',
    secret: hashes[0]!,
    signature: 'linux-password-hash',
    key: 'app',
  })
  expect(found.reasons).toEqual(['the account is locked'])
})

it('leaves accounts without password alone', () => {
  expectSilent('etc/shadow', 'root:@@:1:0:::::\n', ['', '!', '!!', '*', 'x', '!*', '*LK*', '$6$'])
  expect(readFile('etc/passwd', 'root:x:0:0:root:/root:/bin/bash\n')).toEqual([])
})

it('finds SHA-1, digest and plain passwords of web servers', () => {
  const sha = `{SHA}${Buffer.alloc(20, 7).toString('base64')}`
  expectPlanted({ path: 'x.htpasswd', file: 'admin:@@', secret: sha, signature: 'htpasswd-hash', key: 'admin' })
  const digest = madeUp('digest', '{hex:32}')
  expectPlanted({
    path: '.htdigest',
    file: 'admin:realm:@@\n',
    secret: digest,
    signature: 'htpasswd-hash',
    key: 'admin',
  })
  expectPlanted({
    path: '.htpasswd',
    file: 'admin:@@\n',
    secret: madeUp('plain'),
    signature: 'htpasswd-password',
    key: 'admin',
  })
  expectSilent('.htpasswd', 'admin:@@\n', ['', 'changeme'])
})
