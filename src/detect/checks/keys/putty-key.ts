import { createHash, createHmac } from 'node:crypto'
import type { Check } from '../check.js'
import { encryptedKey } from './encrypted-key.js'
import { sshKeyIdentity } from './ssh-public-key.js'

type PuttyFile = {
  version: string
  algorithm: string
  encryption: string
  comment: string
  publicBlob: Buffer
  privateBlob: Buffer
  mac: string
}

/**
 * A PuTTY private key file, versions 2 and 3, from `PuTTY-User-Key-File-` on. What is not encrypted carries a MAC that
 * anybody can compute.
 * Source: https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html
 */
export const checkPutty: Check = ({ value }) => {
  const file = readFile(value.replace(/\\r|\r/g, '').replace(/\\n/g, '\n'))
  if (file === undefined) return { verdict: 'rejected' }
  const secret = value
  const identity = sshKeyIdentity(file.publicBlob)
  if (file.encryption !== 'none') return encryptedKey(secret, identity)
  if (macOf(file) !== file.mac.toLowerCase()) {
    return { verdict: 'doubtful', secret, identity, reason: 'its checksum is wrong' }
  }
  return { verdict: 'proven', secret, identity, reason: 'its checksum is right' }
}

function readFile(text: string): PuttyFile | undefined {
  const head = /^PuTTY-User-Key-File-([23]): ?(\S{1,80})\nEncryption: ?(\S{1,40})\nComment: ?([^\n]{0,1000})\n/.exec(
    text,
  )
  if (head === null) return undefined
  const publicBlob = blobAfter(text, 'Public-Lines')
  const privateBlob = blobAfter(text, 'Private-Lines')
  const mac = /\nPrivate-MAC: ?([0-9a-fA-F]{40,64})/.exec(text)?.[1]
  if (publicBlob === undefined || privateBlob === undefined || mac === undefined) return undefined
  const [, version, algorithm, encryption, comment] = head
  return {
    version: version!,
    algorithm: algorithm!,
    encryption: encryption!,
    comment: comment!,
    publicBlob,
    privateBlob,
    mac,
  }
}

function blobAfter(text: string, name: string): Buffer | undefined {
  const head = new RegExp(`\\n${name}: ?(\\d{1,4})\\n`).exec(text)
  if (head === null) return undefined
  const lines = text.slice(head.index + head[0].length).split('\n', Number(head[1]))
  return Buffer.from(lines.join(''), 'base64')
}

function macOf(file: PuttyFile): string {
  const parts = [file.algorithm, file.encryption, file.comment, file.publicBlob, file.privateBlob]
  const data = Buffer.concat(
    parts.flatMap((part) => [lengthOf(part), typeof part === 'string' ? Buffer.from(part, 'latin1') : part]),
  )
  if (file.version === '3') return createHmac('sha256', '').update(data).digest('hex')
  const key = createHash('sha1').update('putty-private-key-file-mac-key').digest()
  return createHmac('sha1', key).update(data).digest('hex')
}

function lengthOf(part: string | Buffer): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(part.length)
  return bytes
}
