import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { baseImage } from './base-image.js'
import { docker } from './docker.js'
import { runId } from './engine.js'

/** Both builders of the Docker engine: the classic one and BuildKit. */
export const builders = ['classic', 'buildkit'] as const
export type Builder = (typeof builders)[number]

export type Build = {
  builder: Builder
  /** `FROM base` stands for the tests' base image. */
  dockerfile: string
  /** The build context: path → content. */
  files?: Record<string, string | Uint8Array>
  buildArgs?: Record<string, string>
  /** BuildKit's secrets: id → content. */
  secrets?: Record<string, string>
  /** The socket of the SSH agent that is forwarded as `default`. */
  ssh?: string
  /** `host`, for a `RUN` that fetches something from a server of the test. Default: `none`. */
  network?: 'none' | 'host'
  /** The engine to build on, with a base image of that engine; default: the tests' own. */
  on?: { host: string; base: string }
}

let built = 0

/** Builds an image for real and gives its name, which is unique. Nothing is taken from a cache of an earlier run. */
export async function buildImage(build: Build): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-build-'))
  try {
    const base = build.on?.base ?? (await baseImage())
    const context = join(folder, 'context')
    const dockerfile = `${build.dockerfile.replaceAll(/^FROM base\b/gm, `FROM ${base}`)}\n`
    await writeFiles(folder, { Dockerfile: dockerfile })
    await writeFiles(context, build.files ?? {})
    await writeFiles(join(folder, 'secrets'), build.secrets ?? {})
    const name = `jetsam-test:${runId}-${++built}`
    await docker(['build', '--tag', name, '--file', join(folder, 'Dockerfile'), ...flags(build, folder), context], {
      env: {
        DOCKER_BUILDKIT: build.builder === 'classic' ? '0' : '1',
        ...(build.on && { DOCKER_HOST: build.on.host }),
      },
    })
    return name
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function flags(build: Build, folder: string): string[] {
  return [
    `--network=${build.network ?? 'none'}`,
    ...Object.entries(build.buildArgs ?? {}).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...Object.keys(build.secrets ?? {}).flatMap((id) => ['--secret', `id=${id},src=${join(folder, 'secrets', id)}`]),
    ...(build.ssh === undefined ? [] : ['--ssh', `default=${build.ssh}`]),
    ...(build.builder === 'buildkit' ? ['--progress=plain'] : []),
  ]
}

async function writeFiles(folder: string, files: Record<string, string | Uint8Array>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}
