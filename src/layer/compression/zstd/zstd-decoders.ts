import zlib from 'node:zlib'
import { createZlibDecoder, type ZlibStream } from '../decoder.js'
import type { MakeDecoder } from '../member.js'

type CreateStream = (options: { chunkSize: number }) => ZlibStream

/** Node has it from 22.15; the types are those of the oldest Node that will do. */
const createNative = (zlib as { createZstdDecompress?: CreateStream }).createZstdDecompress

export const hasNativeZstd = createNative !== undefined

/** Output that is collected at once; small frames ask for less. */
const chunkSize = 256 * 1024

/** Node's own decoder, for a frame whose content has this size, if known. */
export function nativeZstdDecoders(contentBytes = chunkSize): MakeDecoder {
  const size = Math.min(chunkSize, Math.max(1024, contentBytes))
  return (onOutput) => createZlibDecoder(createNative!({ chunkSize: size }), onOutput)
}

/** `fzstd`, in JavaScript. It reads one block at a time, so nothing before a broken block is lost. It checks no checksums. */
export async function scriptZstdDecoders(): Promise<MakeDecoder> {
  const { Decompress } = await import('fzstd')
  return (onOutput) => {
    const stream = new Decompress((bytes) => bytes.length > 0 && onOutput(bytes))
    return {
      async write(bytes) {
        stream.push(bytes)
        return 0
      },
      async end() {
        stream.push(new Uint8Array(0), true)
      },
      close() {},
    }
  }
}
