/**
 * The report's data model, version 1. Its fields are a contract: fields are added, never renamed.
 * `schema/report-v1.schema.json` says the same to programs; `test/findings/schema.test.ts` holds the two together.
 */

/** Where in an image a secret stands. */
export const exposures = [
  'build-arg',
  'env',
  'label',
  'command',
  'entrypoint',
  'healthcheck',
  'onbuild',
  'config',
  'history',
  'file',
  'annotation',
  'attestation',
  'build-cache',
] as const
export type Exposure = (typeof exposures)[number]

/** What a stranger can do with it, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

/** How sure the finding is, offline. `proven`: a structural check passed (a checksum fits, a key parses). */
export const confidences = ['proven', 'likely', 'possible'] as const
export type Confidence = (typeof confidences)[number]

/** Whether a container of the image still sees the file. All three are in the image that is pushed. */
export type LifeState = 'live' | 'deleted' | 'overwritten'

export type Instruction = {
  /** Row of the image's history, from 0. */
  index: number
  /** The row's `created_by`, secrets masked. */
  text: string
}

export type Occurrence = {
  /** Index into `Report.images`. */
  image: number
  exposure: Exposure
  /** Index into the image's `layers`, from 0 (the lowest). */
  layer?: number
  instruction?: Instruction
  path?: string
  /** From 1. */
  line?: number
  /** From 1, in bytes. */
  column?: number
  /** The variable, label, JSON path or format's own key under which the value stands. */
  key?: string
  /** Of what hangs on an image beside its config (an attestation, annotations): the document, such as `sha256:…`. */
  document?: string
  /** The JSON path in that document; of several places in it under the same key, the first. */
  field?: string
  state?: LifeState
  /** Permission bits of the file, four octal digits such as `0644`. */
  mode?: string
  /** Numbers of the file's user and group, `UID:GID`. */
  owner?: string
  /** The layer that deleted or overwrote the file. */
  endedBy?: number
  /** The wrappings round the value, outermost first, e.g. `["zip:conf/app.env", "base64"]`. */
  via?: string[]
  dockerfile?: { path: string; line: number }
  /** Where a file of a Compose project says it: the Compose file or an env file. Not in an image, then. `column` in bytes. */
  compose?: { path: string; line: number; column: number }
  /** The services of the Compose project that are concerned. */
  services?: string[]
  /** Whether the base image's layer or instruction brought it; how that is known, `ReportImage.base` tells. */
  origin?: 'base' | 'own'
}

export type Remedy = { summary: string; steps: string[]; links: string[] }

export type Finding = {
  /** Stable across rebuilds; tells nothing about the secret. */
  id: string
  /** What such a secret is worth in general. */
  signature: { id: string; title: string; provider?: string; severity: Severity }
  /** What it is worth here. */
  severity: Severity
  /** What raised or lowered severity and confidence, in words. */
  reasons: string[]
  confidence: Confidence
  /** `length` is a bucket such as `17-32` (in bytes); `value` only with `--show-secrets`. */
  secret: { masked: string; length: string; value?: string }
  occurrences: Occurrence[]
  remedy: Remedy
  /** The baseline has it, for this reason: it does not count for the exit code. */
  known?: { reason: string }
}

export type SuppressedFinding = Finding & { reason: string }

export type ReportLayer = { index: number; diffId: string; digest?: string; size: number; instruction?: string }

/** The image that another one was built on. */
export type BaseImage = {
  /**
   * How it is known. `image`: its layers, by `--base`. `provenance`: by the build's own record; `annotation`: by what the image says of itself.
   * `dockerfile`: by the rows of the history that the Dockerfile did not write; `history`: by the history alone.
   */
  by: 'image' | 'annotation' | 'provenance' | 'dockerfile' | 'history'
  /** Whether it is only guessed where its layers end. */
  isGuess: boolean
  name?: string
  digest?: string
  /** So many layers of the image, from the lowest, are the base image's. */
  layers?: number
}

export type ReportImage = {
  /** As the user named it. */
  reference: string
  /** Which source answered, e.g. `docker` or `docker-archive`, and whether the image was pulled for the scan; `compose` for the files of a Compose project. */
  source: string
  id: string
  digest?: string
  platform: string
  created?: string
  tags: string[]
  /** The services of the Compose project that run it. */
  services?: string[]
  layers: ReportLayer[]
  base?: BaseImage
}

/**
 * `unread`: a byte that should have been read was not. `limit`: a named limit cut something off. Both make the scan incomplete.
 * `unopened`: a wrapping that was not opened; its raw bytes were scanned. Makes the scan incomplete only under `--strict`.
 */
export type Gap = { kind: 'unread' | 'limit' | 'unopened'; where: string; reason: string }

export type Coverage = { complete: boolean; layers: number; files: number; bytes: number; gaps: Gap[] }

export type Report = {
  schemaVersion: 1
  tool: { name: 'jetsam'; version: string; signatures: string }
  images: ReportImage[]
  findings: Finding[]
  suppressed: SuppressedFinding[]
  coverage: Coverage
  summary: Record<Severity, number>
}
