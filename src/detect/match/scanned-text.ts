/** Bytes under search: a whole text, or a part of a file with enough before and after the places that are decided. */
export type ScannedText = {
  bytes: Buffer
  /** How many of the bytes count. */
  length: number
  /** Offset of the first byte in its file or text. */
  base: number
  /** The file is no text: values in it need no delimiters. */
  binary: boolean
}

/** How much of a file's start is looked at to tell text from binary, as git does. In bytes. */
const binaryProbe = 8000

/** Whether the first bytes of a file hold a NUL. */
export function looksBinary(bytes: Uint8Array, length: number): boolean {
  return bytes.subarray(0, Math.min(length, binaryProbe)).includes(0)
}
