/** Other names of architectures, as operating systems give them. */
const architectures: Record<string, string> = {
  x86_64: 'amd64',
  x64: 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  ia32: '386',
}

/** Whether a platform such as `linux/arm64/v8` is the one that was asked for; a variant counts only if it was asked for and is told. */
export function isPlatform(platform: string, asked: string): boolean {
  const [os, architecture, variant] = parts(platform)
  const [askedOs, askedArchitecture, askedVariant] = parts(asked)
  if (os !== askedOs || architecture !== askedArchitecture) return false
  return askedVariant === undefined || variant === undefined || variant === askedVariant
}

function parts(platform: string): [string, string, string | undefined] {
  const [os = '', architecture = '', variant] = platform.toLowerCase().split('/')
  return [os, architectures[architecture] ?? architecture, variant]
}
