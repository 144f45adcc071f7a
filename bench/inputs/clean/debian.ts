import { stat } from 'node:fs/promises'
import { type ArchiveFacts, writeImageArchive } from '../image-archive.js'
import { type Made, once } from '../once.js'
import { entriesOfTar, rootFileSystem, suite } from '../root-file-system.js'
import { splitIntoLayers } from '../split.js'

const packages =
  `ansible awscli default-jre-headless golang krb5-kdc libssl-doc nginx nodejs openssh-server openvpn php-cli postgresql
  python3 python3-doc ruby ssl-cert`
    .trim()
    .split(/\s+/)
const layers = 4

const cleanDebianTag = 'jetsam-bench:clean-debian'

/**
 * A Debian of servers, languages and their documentation, full of examples of credentials and of test keys, but with no leak: only
 * the keys that the installation made, which every container would share.
 */
export async function cleanDebian(): Promise<Made<ArchiveFacts>> {
  return once('clean-debian.tar', { suite, packages, layers, cleanDebianTag }, async (path) => {
    const { path: root } = await rootFileSystem('clean-debian-root.tar', packages)
    const split = splitIntoLayers(entriesOfTar(root), layers, (await stat(root)).size)
    return writeImageArchive(path, cleanDebianTag, split, 'plain')
  })
}
