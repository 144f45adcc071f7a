import { parseImageName } from '../../../src/image/image-name.js'
import { parsePlatform, parsePlatformChoice } from '../../../src/image/platform.js'
import type { RegistryOptions } from '../../../src/sources/options.js'
import { openRegistryImage } from '../../../src/sources/registry/open-image.js'
import type { LayerReader, Source, SourceResult } from '../../../src/sources/source.js'
import { type CollectedBlob, collectBlobs } from '../collect.js'

export type OpenOptions = {
  registry?: RegistryOptions
  platform?: string
  env?: Record<string, string>
  home?: string
  signal?: AbortSignal
  recall?: LayerReader['recall']
}

/** As the scan opens an image of a registry, but with little patience. */
export function openImage(
  name: string,
  { platform, env = {}, home, registry, signal }: OpenOptions = {},
): Promise<Source> {
  return openRegistryImage(
    parseImageName(name)!,
    {
      reference: name,
      env,
      home: home ?? '/nonexistent',
      os: 'linux',
      cwd: '/',
      hostPlatform: parsePlatform('linux/amd64'),
      patience: { attempts: 4, firstWait: 5, longestWait: 3000 },
      ...(registry && { registry }),
      ...(platform && { platform: parsePlatformChoice(platform) }),
    },
    signal,
  )
}

export type ReadImage = SourceResult & { blobs: Map<string, CollectedBlob>; source: Source }

/** Opens an image, reads it and collects what its layers' reader is given. */
export async function readImage(name: string, options: OpenOptions = {}): Promise<ReadImage> {
  const source = await openImage(name, options)
  const { reader, blobs } = collectBlobs()
  const { recall } = options
  const result = await source.read(recall ? Object.assign(reader, { recall }) : reader, options.signal)
  return { ...result, blobs, source }
}
