import { Failure } from '../problem.js'
import { isDigest } from './descriptor.js'
import { type ImageId, type ImageName, parseImageId, parseImageName } from './image-name.js'

/** Keepers of images that are asked by name. */
export type ImageScheme = 'docker' | 'podman' | 'registry'

/** One of the images that an OCI layout names, by the tag or the digest that its index has for it. */
export type LayoutChoice = { tag: string } | { digest: string }

/** What the user wants scanned. `text` is as written; without `scheme` the user named none, without `choice` all that is there is meant. */
export type Reference =
  | { kind: 'image'; text: string; scheme?: ImageScheme; image: ImageName | ImageId; hint?: string }
  | { kind: 'archive'; text: string; scheme?: 'docker-archive' | 'oci-archive'; path: string; choice?: LayoutChoice }
  | { kind: 'folder'; text: string; scheme: 'oci-dir'; path: string; choice?: LayoutChoice }
  | { kind: 'stdin'; text: string; scheme?: 'docker-archive' | 'oci-archive'; choice?: LayoutChoice }

/**
 * Reads a reference: `SCHEME:REST` for the schemes that users of syft and grype know; `-` is an archive on standard input; without a
 * scheme it is a path only if it starts with `./`, `../` or `/` or ends like an archive, else an image's name. What files there are
 * never decides.
 * @throws Failure `usage` for what is none of these
 */
export function parseReference(text: string): Reference {
  if (text.trim() === '') throw usage('an empty reference', hints.forms)
  if (text.includes('\0')) throw usage('a reference with a NUL in it', hints.forms)
  if (text === '-') return { kind: 'stdin', text }
  if (/^\.{0,2}\//.test(text)) return { kind: 'archive', text, path: text }
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+-]{1,30}):(.*)$/s.exec(text) ?? []
  const known = withScheme(text, scheme, rest)
  if (known !== undefined) return known
  const instead = otherTools.get(scheme)
  if (instead !== undefined) throw usage(`unknown scheme ${scheme}:`, `Write ${instead} instead`)
  if (/^(?:\/|\.{1,2}\/)/.test(rest)) throw usage(`unknown scheme ${scheme}:`, hints.forms)
  if (endsLikeArchive.test(text)) return { kind: 'archive', text, path: text }
  return { kind: 'image', text, image: imageOf(text, text) }
}

function withScheme(text: string, scheme: string, rest: string): Reference | undefined {
  if (scheme === 'docker' || scheme === 'podman' || scheme === 'registry') {
    const image = imageOf(rest, text)
    // `docker:dind` and `registry:2` are well-known images, whose names read as schemes.
    const hint = `the image ${scheme} with the tag ${rest} is written docker:${text}`
    return { kind: 'image', text, scheme, image, ...(/^[\w.-]+$/.test(rest) && { hint }) }
  }
  if (scheme !== 'docker-archive' && scheme !== 'oci-archive' && scheme !== 'oci-dir') return undefined
  const { path, ...choice } = scheme === 'docker-archive' ? { path: rest } : withChoice(rest)
  if (path === '') throw usage(`${scheme}: without a path`, hints.forms)
  if (scheme === 'oci-dir') return { kind: 'folder', text, scheme, path, ...choice }
  return path === '-' ? { kind: 'stdin', text, scheme, ...choice } : { kind: 'archive', text, scheme, path, ...choice }
}

/** `PATH:TAG` or `PATH@DIGEST`. What ends like an archive or holds a slash is no tag, so that files with a colon can be named. */
function withChoice(rest: string): { path: string; choice?: LayoutChoice } {
  const at = rest.lastIndexOf('@')
  if (at > 0 && isDigest(rest.slice(at + 1))) return { path: rest.slice(0, at), choice: { digest: rest.slice(at + 1) } }
  const colon = rest.lastIndexOf(':')
  const tag = rest.slice(colon + 1)
  if (colon < 1 || !/^\w[\w.-]{0,127}$/.test(tag) || endsLikeArchive.test(tag)) return { path: rest }
  return { path: rest.slice(0, colon), choice: { tag } }
}

const endsLikeArchive = /\.(?:tar|tar\.gz|tgz)$/

/** Schemes of other tools, and what does the same here. */
const otherTools = new Map([
  ['containerd', 'docker:IMAGE'],
  ['containers-storage', 'podman:IMAGE'],
  ['dir', 'oci-dir:FOLDER'],
  ['docker-daemon', 'docker:IMAGE'],
  ['file', './FILE'],
  ['http', 'registry:HOST/IMAGE'],
  ['https', 'registry:HOST/IMAGE'],
  ['oci', 'oci-dir:FOLDER'],
  ['oci-registry', 'registry:IMAGE'],
])

const hints = {
  forms:
    'A reference is an image name, ./FILE.tar, - for standard input, or one of ' +
    'docker:, podman:, registry:, docker-archive:, oci-archive:, oci-dir: with what it names',
  names: 'Names look like alpine:3.20 or ghcr.io/owner/image@sha256:…, in lower case; a file is written ./FILE',
}

function imageOf(name: string, text: string): ImageName | ImageId {
  const image = parseImageId(name) ?? parseImageName(name)
  if (image === undefined) throw usage(`not an image name: ${shown(text)}`, hints.names)
  return image
}

function usage(message: string, hint: string): Failure {
  return new Failure({ code: 'usage', message, hint })
}

/** One line of printable text: what the user wrote may hold anything, credentials before an `@` too. */
function shown(text: string): string {
  const line = JSON.stringify(text.slice(0, 200).replace(/:[^:/@]+@/g, ':…@'))
  return text.length > 200 ? `${line}…` : line
}
