/** What a scan tells while it runs; for progress, never part of the report. */
export type ScanEvent =
  /** A source starts; `expectedBytes` as stored, where known. */
  | { kind: 'source'; label: string; expectedBytes?: number }
  | { kind: 'pull'; reference: string; status: string; current?: number; total?: number }
  /** Stored bytes read since the last such event. */
  | { kind: 'bytes'; label: string; bytes: number }
  /** A layer is done. */
  | { kind: 'layer'; label: string; id: string; files: number; candidates: number }
  | { kind: 'note'; text: string }
  | { kind: 'done'; label: string }
