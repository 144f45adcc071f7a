import { sniffCompression } from '../layer/compression/sniff.js'
import { openCpio } from './archive/cpio.js'
import { isCpio } from './archive/cpio-header.js'
import { isDeb, openDeb } from './archive/deb.js'
import { openRpm, rpmMagic } from './archive/rpm.js'
import { isTar, openTar } from './archive/tar.js'
import { isJavaClass, readJavaClass } from './code/java-class.js'
import { isPythonCode, readPythonCode } from './code/python-code.js'
import { isLooseObject, openLooseObject } from './git/loose-object.js'
import { readPack } from './git/read-pack.js'
import { openBzip2 } from './inflate/bzip2/bzip2.js'
import { openGzip } from './inflate/gzip.js'
import { isLzmaAlone, openLzmaAlone } from './inflate/xz/lzma-alone.js'
import { openXz } from './inflate/xz/xz.js'
import { openZstd } from './inflate/zstd.js'
import type { InnerFile, Inside, Unwrapper } from './inside.js'
import { pdfMagic, readPdf } from './pdf/read-pdf.js'
import { sqliteMagic } from './sqlite/pages.js'
import { readSqlite } from './sqlite/read-sqlite.js'
import { openWideText, wideEncodingOf } from './text/wide-text.js'
import { endsAsZip } from './zip/directory.js'
import { readZip } from './zip/read-zip.js'
import { openZipStream } from './zip/stream-zip.js'

/** The file that may be a wrapping. */
export type WrappedFile = Pick<InnerFile, 'path' | 'size'>

/**
 * One kind of wrapping. `stream` takes a file in pieces. `whole` takes it at once, which is what a reader in any order needs; `matches`
 * tells whether the file is such a wrapping at all, where its first bytes could not; `larger` takes one that is too large to be held.
 */
export type Wrapping = StreamedWrapping | WholeWrapping
export type StreamedWrapping = {
  id: string
  stream(out: Inside, file: WrappedFile): Unwrapper
  /** It is known, and not opened. */
  isClosed?: true
}
export type WholeWrapping = {
  id: string
  matches?(bytes: Buffer): boolean
  whole(bytes: Buffer, out: Inside, file: WrappedFile): void
  larger?(out: Inside, file: WrappedFile): Unwrapper
  /** What is inside is text: it may be one deeper than other wrappings. */
  isLeaf?: true
}

const zip: Wrapping = { id: 'zip', whole: readZip, larger: openZipStream }

/** A script or a program in front of a zip: pex, executable jars, installers. */
const zipBehindStub: Wrapping = { id: 'zip', matches: endsAsZip, whole: readZip, larger: openZipStream }

const gzip: Wrapping = { id: 'gzip', stream: openGzip }
const zstd: Wrapping = { id: 'zstd', stream: openZstd }
const bzip2: Wrapping = { id: 'bzip2', stream: openBzip2 }
const xz: Wrapping = { id: 'xz', stream: openXz }
const lzma: Wrapping = { id: 'lzma', stream: openLzmaAlone }
const compressions = { gzip, zstd, bzip2, xz }

const tar: Wrapping = { id: 'tar', stream: openTar }
const deb: Wrapping = { id: 'deb', stream: openDeb }
const rpm: Wrapping = { id: 'rpm', stream: openRpm }
const cpio: Wrapping = { id: 'cpio', stream: openCpio }

const sqlite: Wrapping = { id: 'sqlite', whole: readSqlite }

const gitPack: Wrapping = { id: 'git pack', whole: readPack }
const gitObject: Wrapping = { id: 'git object', stream: openLooseObject }

const javaClass: Wrapping = { id: 'class', whole: readJavaClass, isLeaf: true }
const pythonCode: Wrapping = { id: 'pyc', whole: readPythonCode, isLeaf: true }

const pdf: Wrapping = { id: 'pdf', whole: readPdf }

/** `PACK`. */
const packMagic = 0x4b434150

function isPackVersion(version: number): boolean {
  return version === 2 || version === 3
}

/** First bytes that are needed to tell a wrapping. */
export const headLength = 512

/** First bytes of gzip, zstd (also of its skippable frames), bzip2 and xz. */
const compressedStart = new Set([0x1f, 0x28, 0x42, 0xfd, ...Array.from({ length: 16 }, (_, i) => 0x50 + i)])

/** What wraps the file's content, by its first bytes (up to `headLength`, fewer only of a shorter file) and its name. */
export function wrappingOf(head: Buffer, { path }: WrappedFile): Wrapping | undefined {
  if (head.length < 8) return undefined
  const first = head.readUInt32LE(0)
  if (first === 0x04034b50 || first === 0x06054b50 || first === 0x08074b50) return zip
  const compression = compressedStart.has(head[0]!) ? sniffCompression(head) : 'none'
  if (compression !== 'none') return compressions[compression]
  if (first === 0xbebafeca && isJavaClass(head)) return javaClass
  if (first >>> 16 === 0x0a0d && isPythonCode(head)) return pythonCode
  if (first === packMagic && isPackVersion(head.readUInt32BE(4))) return gitPack
  if (isLooseObject(head, path)) return gitObject
  if (first === 0x694c5153 && head.toString('latin1', 0, 16) === sqliteMagic) return sqlite
  if (first === 0x46445025 && head.toString('latin1', 0, 5) === pdfMagic) return pdf
  if (isTar(head)) return tar
  if (isLzmaAlone(head, path)) return lzma
  if (isDeb(head)) return deb
  if (isCpio(head)) return cpio
  if (head[0] === 0xed && head.toString('latin1', 0, 4) === rpmMagic) return rpm
  const id = closedIdOf(head)
  if (id !== undefined) return closed(id)
  const encoding = wideEncodingOf(head)
  if (encoding !== undefined) return { id: encoding, stream: openWideText(encoding) }
  if (isStub(head) || zipNames.test(path)) return zipBehindStub
  return undefined
}

/** First bytes of what is known and not opened. */
const closedKinds: readonly [id: string, start: string][] = [
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['rar', 'Rar!\x1a\x07'],
  ['cpio of an RPM package with large files', '07070X'],
  ['lz4', '\x04\x22\x4d\x18'],
  ['lzip', 'LZIP\x01'],
]
const closedStart = new Set(closedKinds.map(([, start]) => start.charCodeAt(0)))

function closedIdOf(head: Buffer): string | undefined {
  if (!closedStart.has(head[0]!)) return undefined
  const text = head.toString('latin1', 0, 6)
  return closedKinds.find(([, start]) => text.startsWith(start))?.[0]
}

/** What is known and not opened. */
function closed(id: string): Wrapping {
  return {
    id,
    isClosed: true,
    stream(out) {
      out.gap({ kind: 'unopened', reason: `${id} is not opened: its bytes were searched as they are` })
      return { push: () => {}, end: () => {} }
    },
  }
}

const zipNames = /\.(?:zip|jar|war|ear|whl|pex|pyz|apk|nupkg|vsix|xpi|egg|docx|xlsx|pptx|odt|ods|odp|epub|aar|ipa)$/i

function isStub(head: Buffer): boolean {
  return head[0] === 0x23 && head[1] === 0x21
}
