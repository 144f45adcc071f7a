import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parsePlatform, parsePlatformChoice } from '../../../src/image/platform.js'
import type { ArchiveOptions } from '../../../src/sources/archive/read-archive.js'
import { openLayout } from '../../../src/sources/layout/open-layout.js'
import type { LayerReader, SourceResult } from '../../../src/sources/source.js'
import type { Member } from '../build-archive.js'
import { type CollectedBlob, collectBlobs } from '../collect.js'

/** A folder with these members in it; hard links are of no use here. */
export async function writeLayout(members: readonly Member[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-layout-'))
  for (const member of members) {
    const path = join(folder, member.path)
    await mkdir(dirname(path), { recursive: true })
    if ('symlink' in member) await symlink(member.symlink, path)
    else if ('bytes' in member) await writeFile(path, member.bytes)
  }
  return folder
}

export type ReadOptions = {
  platform?: string
  choice?: ArchiveOptions['choice']
  limits?: ArchiveOptions['limits']
  /** Also takes ranges of files, as a scan with workers does. */
  range?: LayerReader['range']
}

/** Reads the layout in a folder, and collects what its layers' reader is given. */
export async function readFolder(
  folder: string,
  { platform, choice, limits, range }: ReadOptions = {},
): Promise<SourceResult & { blobs: Map<string, CollectedBlob> }> {
  const source = await openLayout(folder, {
    reference: 'oci-dir:layout',
    hostPlatform: parsePlatform('linux/amd64'),
    ...(platform && { platform: parsePlatformChoice(platform) }),
    ...(choice && { choice }),
    ...(limits && { limits }),
  })
  const { reader, blobs } = collectBlobs()
  const result = await source.read(range ? Object.assign(reader, { range }) : reader)
  return { ...result, blobs }
}

/** The same for a folder that is made for it, and removed. */
export async function readMembers(members: readonly Member[], options?: ReadOptions): ReturnType<typeof readFolder> {
  const folder = await writeLayout(members)
  try {
    return await readFolder(folder, options)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
