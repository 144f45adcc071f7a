import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../../src/detect/checks/keys/key-identity.js'
import { checkPutty } from '../../../../src/detect/checks/keys/putty-key.js'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const identity = fingerprint(publicKey.export({ type: 'spki', format: 'der' }))
const { x, d } = privateKey.export({ format: 'jwk' })

function ssh(...parts: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(part.length)
      return [length, Buffer.from(part as string, 'latin1')]
    }),
  )
}

/** A file as PuTTYgen writes it. */
function puttyFile(version: 2 | 3, encryption = 'none'): string {
  const publicBlob = ssh('ssh-ed25519', Buffer.from(x!, 'base64url'))
  const privateBlob = ssh(Buffer.from(d!, 'base64url'))
  const data = ssh('ssh-ed25519', encryption, 'a comment', publicBlob, privateBlob)
  const key = createHash('sha1').update('putty-private-key-file-mac-key').digest()
  const mac = version === 3 ? createHmac('sha256', '').update(data) : createHmac('sha1', key).update(data)
  const lines = publicBlob.toString('base64').match(/.{1,64}/g)!
  return [
    `PuTTY-User-Key-File-${version}: ssh-ed25519`,
    `Encryption: ${encryption}`,
    'Comment: a comment',
    `Public-Lines: ${lines.length}`,
    ...lines,
    'Private-Lines: 1',
    privateBlob.toString('base64'),
    `Private-MAC: ${mac.digest('hex')}`,
  ].join('\n')
}

const check = (value: string): ReturnType<typeof checkPutty> => checkPutty({ value, argument: '', now: 0 })

describe('putty', () => {
  it.each([2, 3] as const)(
    'proves version %i, in any line endings, with the identity of its other forms',
    (version) => {
      const file = puttyFile(version)
      expect(check(file)).toMatchObject({ verdict: 'proven', identity })
      expect(check(file.replaceAll('\n', '\r\n'))).toMatchObject({ verdict: 'proven', identity })
      expect(check(file.replaceAll('\n', '\\n'))).toMatchObject({ verdict: 'proven', identity })
    },
  )
  it('doubts a file that was changed', () => {
    expect(check(puttyFile(2).replace('a comment', 'b comment')).verdict).toBe('doubtful')
  })
  it('knows an encrypted one', () => {
    expect(check(puttyFile(3, 'aes256-cbc'))).toMatchObject({ signature: 'encrypted-private-key', identity })
  })
  it('rejects a file without its parts', () => {
    expect(check(puttyFile(2).replace('Public-Lines', 'Public')).verdict).toBe('rejected')
    expect(check('PuTTY-User-Key-File-2: ssh-rsa').verdict).toBe('rejected')
  })
})
