import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { tarOf } from '../../../../src/demo/ustar.js'
import { onePage, writePdf } from '../../../unwrap/pdf/write-pdf.js'
import { writeZip } from '../../../unwrap/zip/write-zip.js'
import { deltaChain } from '../../bombs/bombs.js'
import { arMember, cpioOf, javaClass, pythonCode, rpmOf, wide } from './formats.js'
import { folder, run } from './scan-file.js'

/** One kind of wrapping. `step`: how `via` tells it round this content. */
export type Kind = {
  id: string
  wrap(content: Buffer): Buffer
  step(content: Buffer): string
  /** What may stand inside; all, unless it says so. */
  holds?: (inner: Kind | undefined) => boolean
  /** Holds texts alone, which may be one deeper. */
  isLeaf?: true
  /** A program makes it. */
  needs?: string
}

const compressed = ['gzip', 'zstd', 'bzip2', 'xz']
const shown = new Set(['zip', 'jar', 'deb', 'base64', 'hex', 'utf-16le', 'utf-32be', ...compressed])
/** What is encoded in a text is opened if it is text, or compressed. */
const isShown = (inner: Kind | undefined) => inner === undefined || shown.has(inner.id)
const isText = (inner: Kind | undefined) => inner === undefined || inner.id === 'base64' || inner.id === 'hex'

/** What compresses one file, by the program of its name. */
const byProgram = (id: string): Kind => ({
  id,
  wrap: (content) => run('/', id, ['-c'], content),
  step: () => id,
  needs: id,
})

const debStart = Buffer.concat([Buffer.from('!<arch>\n'), arMember('debian-binary', Buffer.from('2.0\n'))])

export const kinds: Kind[] = [
  { id: 'zip', wrap: (data) => writeZip([{ name: 'conf/a', data }]), step: () => 'zip:conf/a' },
  { id: 'jar', wrap: (data) => writeZip([{ name: 'lib/a.jar', data, method: 0 }]), step: () => 'zip:lib/a.jar' },
  { id: 'tar', wrap: (body) => tarOf([{ path: 'srv/a', body }]), step: () => 'tar:srv/a' },
  { id: 'gzip', wrap: (content) => gzipSync(content), step: () => 'gzip' },
  ...['zstd', 'bzip2', 'xz', 'lzma'].map(byProgram),
  { id: 'deb', wrap: (content) => Buffer.concat([debStart, arMember('data', content)]), step: () => 'deb:data' },
  { id: 'rpm', wrap: rpmOf, step: () => 'rpm:payload' },
  { id: 'cpio', wrap: (content) => cpioOf('etc/a', content), step: () => 'cpio:etc/a' },
  {
    id: 'git pack',
    wrap: (content) => deltaChain(1, content, ''),
    step: (content) =>
      `git:blob ${createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex').slice(0, 12)}`,
  },
  {
    id: 'sqlite',
    wrap(content) {
      const cwd = folder()
      run(cwd, 'sqlite3', ['a.db'], `CREATE TABLE t(v); INSERT INTO t VALUES(X'${content.toString('hex')}');`)
      return readFileSync(join(cwd, 'a.db'))
    },
    step: () => 'sqlite:t.v',
    needs: 'sqlite3',
  },
  {
    id: 'pdf',
    wrap: (content) =>
      writePdf([{ dictionary: '/Type /EmbeddedFile /Filter /FlateDecode', stream: deflateSync(content) }]),
    step: () => 'pdf:object 1',
  },
  {
    id: 'pdf page',
    wrap: (content) => onePage(deflateSync(`BT /F1 12 Tf <${content.toString('hex')}> Tj ET`), '/Filter /FlateDecode'),
    step: () => 'pdf:page 1',
    holds: (inner) => inner === undefined,
  },
  { id: 'class', wrap: javaClass, step: () => 'class', holds: isText, isLeaf: true },
  { id: 'pyc', wrap: pythonCode, step: () => 'pyc', holds: isText, isLeaf: true },
  {
    id: 'base64',
    wrap: (content) => Buffer.from(`data: ${content.toString('base64')}\n`),
    step: () => 'base64',
    holds: isShown,
  },
  {
    id: 'hex',
    wrap: (content) => Buffer.from(`data: ${content.toString('hex')}\n`),
    step: () => 'hex',
    holds: isShown,
  },
  {
    id: 'utf-16le',
    wrap: (content) => Buffer.from(content.toString(), 'utf16le'),
    step: () => 'utf-16le',
    holds: isText,
  },
  { id: 'utf-32be', wrap: wide, step: () => 'utf-32be', holds: isText },
]
