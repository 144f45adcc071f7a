import type { InnerFile, Inside, Unwrapper } from './inside.js'
import { endsAsZip } from './zip/directory.js'
import { readZip } from './zip/read-zip.js'

/** The file that may be a wrapping. */
export type WrappedFile = Pick<InnerFile, 'path' | 'size'>

/**
 * One kind of wrapping. `stream` takes a file in pieces. `whole` takes it at once, which is what a reader in any order needs; `matches`
 * tells whether the file is such a wrapping at all, where its first bytes could not.
 */
export type Wrapping = StreamedWrapping | WholeWrapping
export type StreamedWrapping = { id: string; stream(out: Inside, file: WrappedFile): Unwrapper }
export type WholeWrapping = {
  id: string
  matches?(bytes: Buffer): boolean
  whole(bytes: Buffer, out: Inside, file: WrappedFile): void
}

const zip: Wrapping = { id: 'zip', whole: readZip }

/** A script or a program in front of a zip: pex, executable jars, installers. */
const zipBehindStub: Wrapping = { id: 'zip', matches: endsAsZip, whole: readZip }

/** First bytes that are needed to tell a wrapping. */
export const headLength = 512

/** What wraps the file's content, by its first bytes (up to `headLength`, fewer only of a shorter file) and its name. */
export function wrappingOf(head: Buffer, { path }: WrappedFile): Wrapping | undefined {
  const first = head.length >= 4 ? head.readUInt32LE(0) : 0
  if (first === 0x04034b50 || first === 0x06054b50 || first === 0x08074b50) return zip
  if (isStub(head) || zipNames.test(path)) return zipBehindStub
  return undefined
}

const zipNames = /\.(?:zip|jar|war|ear|whl|pex|pyz|apk|nupkg|vsix|xpi|egg|docx|xlsx|pptx|odt|ods|odp|epub|aar|ipa)$/i

function isStub(head: Buffer): boolean {
  return head[0] === 0x23 && head[1] === 0x21
}
