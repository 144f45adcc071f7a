/**
 * The distribution whose key has this file name; undefined for anybody else's. From `alpine-keys`, `postmarketos-keys` and the keyrings
 * at https://packages.wolfi.dev and https://packages.cgr.dev.
 */
export function signerOf(fileName: string): string | undefined {
  return keyNames.find(([pattern]) => pattern.test(fileName))?.[1]
}

const keyNames: readonly (readonly [pattern: RegExp, distribution: string])[] = [
  [/^alpine-devel@lists\.alpinelinux\.org-[0-9a-f]{1,40}\.rsa\.pub$/, 'Alpine'],
  [/^build\.postmarketos\.org\.rsa\.pub$/, 'postmarketOS'],
  [/^wolfi-signing\.rsa\.pub$/, 'Wolfi'],
  [/^chainguard-[a-z]{1,40}\.rsa\.pub$/, 'Chainguard'],
]
