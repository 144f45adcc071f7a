import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

/** What an entry may weigh, in bytes; larger ones are not written. */
export const entryLimit = 128 * 1024 * 1024

const nonceLength = 12
const tagLength = 16
/** The last use of an entry need not be known more exactly, in milliseconds. */
const useStep = 3_600_000

/**
 * Reads an entry. Undefined for one that is not there, is damaged, was made under another key or bears another's name: all of it is
 * authenticated together with its name (AES-256-GCM).
 */
export async function readEntry(folder: string, name: string, key: Uint8Array): Promise<unknown> {
  const path = join(folder, name)
  try {
    const { size, mtimeMs } = await stat(path)
    if (size < nonceLength + tagLength || size > entryLimit) return undefined
    const bytes = await readFile(path)
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength))
    decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
    const plain = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()])
    const value: unknown = deserialize(plain)
    if (Date.now() - mtimeMs > useStep) await utimes(path, new Date(), new Date()).catch(() => {})
    return value
  } catch {
    return undefined
  }
}

/** Writes an entry whole or not at all. Returns its size, 0 if it is too large. Throws what the file system says. */
export async function writeEntry(folder: string, name: string, key: Uint8Array, value: unknown): Promise<number> {
  const plain = serialize(value)
  if (plain.length + nonceLength + tagLength > entryLimit) return 0
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  const path = join(folder, name)
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}${temporaryEnding}`
  try {
    await writeFile(temporary, [nonce, cipher.getAuthTag(), sealed], { mode: 0o600, flag: 'wx' })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  return nonce.length + tagLength + sealed.length
}

/** What a process leaves behind that was killed while it wrote. */
export const temporaryEnding = '.tmp'
