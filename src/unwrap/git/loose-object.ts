import { borrowMember, giveBack, resultOf, tellBroken } from '../inflate/members.js'
import type { Inside, Unwrapper } from '../inside.js'
import type { WrappedFile } from '../wrappings.js'
import { toldId } from './read-pack.js'

/** `objects/xx/…`: two and 38 hex digits, or 62 in a repository of SHA-256 (gitrepository-layout). */
const objectPath = /(?:^|\/)objects\/([0-9a-f]{2})\/([0-9a-f]{38}(?:[0-9a-f]{24})?)$/

/** Whether this is a loose object of git: by its path, and the zlib header. */
export function isLooseObject(head: Buffer, path: string): boolean {
  return head[0] === 0x78 && head.readUInt16BE(0) % 31 === 0 && objectPath.test(path)
}

/** The header is `TYPE SIZE` and a zero; git writes no longer ones. In bytes. */
const longestHeader = 32

/** Opens a loose object (gitformat-loose). Only a pack says which path and commit a blob belongs to; here its id is told. */
export function openLooseObject(out: Inside, { path }: WrappedFile): Unwrapper {
  const [, folder = '', rest = ''] = objectPath.exec(path) ?? []
  const id = `${folder}${rest}`.slice(0, toldId)
  let head: Buffer | undefined = Buffer.alloc(0)
  let isOpen = false
  const takePlain = (bytes: Uint8Array): void => {
    if (head === undefined) {
      if (isOpen) out.push(bytes)
      return
    }
    head = Buffer.concat([head, bytes])
    const end = head.subarray(0, longestHeader).indexOf(0)
    if (end === -1 && head.length < longestHeader) return
    const content = head.subarray(end + 1)
    const type = /^(blob|commit|tag) \d+$/.exec(head.toString('latin1', 0, Math.max(0, end)))?.[1]
    head = undefined
    if (type === undefined) return
    isOpen = true
    out.start({ step: `git:${type} ${id}`, path: '' })
    if (content.length > 0) out.push(content)
  }
  const member = borrowMember('zlib', takePlain)
  if (member === undefined) out.gap({ kind: 'unopened', reason: 'this Node.js cannot inflate piece by piece' })
  let isOver = member === undefined
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (error) {
      isOver = true
      tellBroken(out, resultOf(error))
    }
  }
  return {
    push(bytes) {
      out.meter.addWork(bytes.length)
      if (!isOver) attempt(() => member!.write(bytes))
    },
    end() {
      if (!isOver) attempt(() => member!.end())
      if (isOpen) out.end()
      if (member) giveBack('zlib', member)
    },
  }
}
