import { fresh, templates } from '../harness/fresh.js'

/** A Dockerfile that leaks, and what its image does. */
export type Leak = {
  name: string
  dockerfile: string
  files?: Record<string, string>
  buildArgs?: Record<string, string>
  /** That the mended build is given instead. */
  secrets?: Record<string, string>
  /** The values that leaked. */
  values: string[]
  /** A command that shows what the image does. */
  check?: string[]
  /** How a container of the mended image is given what it needs at run time: variables, and files by path. */
  env?: Record<string, string>
  mounts?: Record<string, string>
  /** The rest of the remedy, where it is to be done by hand, upon what `jetsam fix` wrote; and what tells so. */
  byHand?: { told: RegExp; mend: (dockerfile: string) => string; ignored?: string[] }
  /** What the mended Dockerfile is built upon, too: the image itself has triggers. */
  child?: boolean
  /** Only with the mounts of this kind. */
  form?: 'as files'
}

/** Tools that note what they were given. The base's shell has some built in: call those by their paths. */
export const recorder = (...tools: string[]) =>
  `RUN printf '#!/bin/sh\\n{ echo "$0 $*"; cat; } | sha256sum >> /result\\n' > /record && chmod +x /record && for tool in ${tools.join(' ')}; do rm -f /bin/$tool; cp /record /bin/$tool; done`

export const password = () => fresh(templates.password)
