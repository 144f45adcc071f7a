import type { Gap } from '../findings/finding.js'
import type { Problem } from '../problem.js'

/**
 * Where images come from. A source drives: it hands each layer's bytes to the reader in the order in which they arrive, and
 * tells afterwards which images they belong to, because an export names its layers last.
 */
export type Source = {
  /** For progress and messages, e.g. `alpine:3.20 (docker engine at unix:///var/run/docker.sock)`. */
  label: string
  /** Bytes that a read will bring, if known beforehand. */
  expectedBytes?: number
  /** Its blobs stand in files, and can be read side by side. */
  isSeekable?: boolean
  /** Lets the result of an earlier read stand for another one. */
  known?: KnownSource
  /** Its images without their layers' bytes, where that costs less than to read them. Instead of `read`; throws a `Failure` if nothing is known. */
  describe?(signal?: AbortSignal): Promise<SourceImage[]>
  /** Reads everything once. Throws a `Failure` only if nothing at all could be read; else problems are in the result. */
  read(reader: LayerReader, signal?: AbortSignal): Promise<SourceResult>
}

/**
 * By what a source can be known again. `asked`: all else that its result depends on, as one text.
 * What a registry has under a digest: for ever, because all below it is named by digests, too. A file, and a folder with all that is in it: as long as nothing was written to it. An image of an engine: its id and its layers' diff ids by the engine's own word (never by
 * an archive's); its tags and `source` may be told otherwise the next time.
 */
export type KnownSource =
  | { kind: 'file' | 'folder'; path: string; asked: string }
  | { kind: 'content'; digest: string; asked: string }
  | { kind: 'image'; id: string; diffIds: string[]; asked: string; source: string; tags: string[] }

/** Called by a source for each blob that may be a layer (or is of no known kind), once per blob. */
export type LayerReader = {
  (blob: BlobStart): LayerSink
  /**
   * Only where blobs may be read side by side. Instead of the call, by a source in a file: the reader takes the bytes from there when it
   * sees fit. Gives `sha256:…` of them once they are read, or undefined where they could not be, which the reader tells. Never rejects. The
   * file must stay open until then.
   */
  range?: (blob: BlobStart & { size: number }, range: FileRange) => Promise<string | undefined>
  /**
   * Instead of the call, by a source that would have to fetch the bytes, and whose word for the digest (`sha256:…`) is good: it stands in a
   * manifest that is itself known by its digest. Whether it is known what those bytes hold, so that they need not be brought.
   */
  recall?: (blob: BlobStart, digest: string) => Promise<boolean>
}

/** Where a blob's bytes stand in a file that is open; `start` and `length` in bytes. */
export type FileRange = { fd: number; start: number; length: number }

export type BlobStart = {
  /** Unique within the source; `SourceImage.layers[].blob` refers to it. Usually its path in the archive or its digest. */
  id: string
  /** Bytes as stored, if known. */
  size?: number
}

/** Takes a blob's bytes as stored (gzip, zstd or plain: the sink looks). A returned promise is back-pressure: wait for it. */
export type LayerSink = {
  write(bytes: Uint8Array): Promise<void> | undefined
  end(): Promise<void>
  /** The blob broke off; what came so far is kept, and a gap is recorded. The problem itself is the source's to tell. */
  fail(problem: Problem): Promise<void>
}

export type SourceResult = {
  images: SourceImage[]
  /** Texts that are not part of an image's config: annotations, attestations, build-cache records, JSON blobs that nothing names. */
  documents: SourceDocument[]
  gaps: Gap[]
  /** What went wrong without ending the read (a layer that the manifest names and the archive lacks). Each makes the exit code 2. */
  problems: Problem[]
  /** Worth a line on stderr, no more (a platform that was not asked for). */
  notes: string[]
  /**
   * Whether a blob (by its id) was brought, because all of a stream comes by, but is part of another platform or image than the one
   * that was asked for: nothing of it is told.
   */
  isUnasked?: (blob: string) => boolean
}

export type SourceImage = {
  /** As the user named it. */
  reference: string
  /** e.g. `docker`, `docker (pulled)`, `docker-archive`. */
  source: string
  /** `sha256:…` of the config. */
  id: string
  /** `sha256:…` of the manifest, where known. */
  digest?: string
  /** `linux/amd64`, with `/variant` where there is one. */
  platform: string
  created?: string
  tags: string[]
  /** The config's JSON, parsed but not trusted: any shape. */
  config: unknown
  layers: SourceLayer[]
  /**
   * Only of a build cache, whose layers are a tree: for each the index of the one below it, which stands before it, or -1 for none.
   * Without it each layer stands upon the one before. What is in such layers is told as `build-cache`.
   */
  parents?: number[]
}

export type SourceLayer = {
  /** `BlobStart.id` of the bytes; undefined where they are missing. */
  blob?: string
  /** As the config claims it. */
  diffId: string
  digest?: string
  size?: number
  /** Of an artifact's file, which need not be a tar: its name. */
  title?: string
}

export type SourceDocument = {
  /** Index into `images`, where it belongs to one; else the first. */
  image?: number
  exposure: 'annotation' | 'attestation' | 'build-cache' | 'config'
  /** What the document is, e.g. a blob's digest or `manifest sha256:…`; keys are told relative to it. */
  name: string
  /** JSON is inspected field by field, all else as text. */
  content: { kind: 'json'; value: unknown } | { kind: 'text'; text: string }
}
