import type { Decoder, ZlibStream } from './decoder.js'

/**
 * What a zlib stream of Node holds inside (`lib/zlib.js` of Node 10 to 24): a handle that can inflate without another thread, and where
 * it tells how many bytes of output and input are left. Not a documented interface, so it is only used where it is as it is here.
 */
type Inside = { _handle: Handle; _writeState: Uint32Array }
type Handle = {
  writeSync(
    flush: number,
    input: Uint8Array,
    inputAt: number,
    inputLength: number,
    output: Uint8Array,
    outputAt: number,
    outputLength: number,
  ): void
  reset(): void
  onerror: (message: string, errno: number, code: string) => void
}

/** `Z_NO_FLUSH` and `Z_FINISH`. Source: zlib.h. */
const noFlush = 0
const finish = 4

/** One member that is inflated in the calling thread. Throws an error of zlib on bad data. */
export type InThreadInflate = {
  /** Works the bytes off; gives how many the member left over. */
  write(bytes: Uint8Array): number
  /** No more bytes come; throws if the member was not at its end. */
  end(): void
  /** Starts on another member, also after bad data. */
  reset(): void
  close(): void
}

/**
 * Inflates in the calling thread: less work in all than with a thread of zlib's own, so it is for whoever has other work for every
 * core, or cannot wait. `onOutput` gets views of one buffer, which is used again. Undefined where Node does not offer this.
 */
export function createInThreadInflate(
  stream: ZlibStream,
  outputLength: number,
  onOutput: (bytes: Uint8Array) => void,
): InThreadInflate | undefined {
  const { _handle: handle, _writeState: left } = stream as unknown as Partial<Inside>
  if (typeof handle?.writeSync !== 'function' || !(left instanceof Uint32Array) || left.length < 2) return undefined
  const output = Buffer.allocUnsafeSlow(outputLength)
  let failure: Error | undefined
  handle.onerror = (message, errno, code) => {
    failure = Object.assign(new Error(message), { errno, code })
  }

  /** Gives the number of bytes that the member left over. */
  function inflate(flush: number, bytes: Uint8Array): number {
    for (let at = 0; ; ) {
      if (failure) throw failure
      handle!.writeSync(flush, bytes, at, bytes.length - at, output, 0, outputLength)
      if (failure) throw failure
      const [room = 0, rest = 0] = left!
      if (room < outputLength) onOutput(output.subarray(0, outputLength - room))
      if (room > 0) return rest
      at = bytes.length - rest
    }
  }

  return {
    write: (bytes) => inflate(noFlush, bytes),
    end() {
      inflate(finish, Buffer.alloc(0))
    },
    reset() {
      failure = undefined
      handle.reset()
    },
    close: () => stream.destroy(),
  }
}

/** The same as a decoder. */
export function createInThreadDecoder(
  stream: ZlibStream,
  outputLength: number,
  onOutput: (bytes: Uint8Array) => void,
): Decoder | undefined {
  const inflate = createInThreadInflate(stream, outputLength, onOutput)
  if (inflate === undefined) return undefined
  return {
    write: async (bytes) => inflate.write(bytes),
    end: async () => inflate.end(),
    close: inflate.close,
  }
}
