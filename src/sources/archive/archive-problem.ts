import type { Problem } from '../../problem.js'

/** The problem for each way in which a file can fail to be an archive. `name` is as the user named it. */
export const archiveProblem = {
  notFound: (name: string, why: string): Problem => ({
    code: 'archive-not-found',
    message: `${name} cannot be read: ${why}`,
    hint: 'Check the path; an image of the engine is named without ./ and without .tar',
  }),
  empty: (name: string): Problem => ({
    code: 'archive-empty',
    message: `${name} is empty`,
    hint: 'Did the command that should have written it fail? Save the image again with docker save',
  }),
  notTar: (name: string): Problem => ({
    code: 'archive-not-tar',
    message: `${name} is no tar archive`,
    hint: 'Give a file that docker save has written; it may be compressed with gzip or zstd',
  }),
  truncated: (name: string): Problem => ({
    code: 'archive-truncated',
    message: `${name} ends too early`,
    hint: 'Save or copy the image again; what came before the break was scanned',
  }),
  corrupt: (name: string, why: string): Problem => ({
    code: 'archive-corrupt',
    message: `${name} is damaged: ${why}`,
    hint: 'Save or copy the image again; what could be read was scanned',
  }),
  noManifest: (name: string): Problem => ({
    code: 'archive-no-manifest',
    message: `${name} holds neither a manifest.json nor an index.json, so nothing says which image it is`,
    hint: 'Give a file that docker save has written; a root file system (docker export) becomes an image with docker import',
  }),
  noIndex: (name: string): Problem => ({
    code: 'archive-no-manifest',
    message: `${name} holds no index.json, so it is no OCI layout`,
    hint: 'Give the folder that holds index.json and blobs/; an archive is named docker-archive:FILE or oci-archive:FILE',
  }),
  noImage: (name: string): Problem => ({
    code: 'archive-no-manifest',
    message: `${name} names no image, and holds nothing else`,
    hint: 'Write the image there again',
  }),
  noPlatform: (name: string, platform: string): Problem => ({
    code: 'image-not-found',
    message: `${name} holds no image for ${platform}`,
    hint: 'Leave --platform out to scan what is there',
  }),
} as const
