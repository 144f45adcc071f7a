/** How far a pull has come, as the engine tells it. */
export type PullProgress = {
  /** The image as the user named it. */
  reference: string
  layers: { done: number; total: number }
  /** Compressed bytes of the layers whose size the engine has told so far. */
  bytes: { done: number; total: number }
}
