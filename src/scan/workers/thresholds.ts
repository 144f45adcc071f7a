/** When workers are used; in stored bytes. */
export const workerThresholds = {
  /** Of a source: each worker needs a tenth of a second to start, and longer to become quick. A smaller source is done by then. */
  source: 48 * 1024 * 1024,
  /** Of a blob that comes as a stream. */
  streamedBlob: 1024 * 1024,
}
