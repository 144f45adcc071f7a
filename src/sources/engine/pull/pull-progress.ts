/** How far a pull has come, as the engine tells it. */
export type PullProgress = {
  /** The image as the user named it. */
  reference: string
  /** e.g. `2 of 5 layers`. */
  status: string
  /** Compressed bytes of the layers whose size the engine has told so far. */
  current: number
  total: number
}
