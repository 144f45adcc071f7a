import { createHash } from 'node:crypto'

/** Numbers that only look random (xorshift32), so that every run measures the same bytes. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

export type Random = ReturnType<typeof randomFrom>

const words =
  'return const function import export module value name type string number index length config option default error result node path file read write buffer stream token key user request response header status message event handler async await class this null true false test build version license copyright permission software'.split(
    ' ',
  )

/** Text like that of source files and settings: words, numbers, now and then a hash. Compresses about four to one. */
export function textBytes(size: number, random: Random): Buffer {
  const lines: string[] = []
  for (let length = 0; length < size; ) {
    const line = textLine(random)
    lines.push(line)
    length += line.length
  }
  return Buffer.from(lines.join('').slice(0, size), 'latin1')
}

function textLine(random: Random): string {
  const word = () => words[random(words.length)]!
  switch (random(16)) {
    case 0:
      return `  "${word()}-${word()}": "^${random(20)}.${random(40)}.${random(9)}",\n`
    case 1:
      return `  integrity sha512-${createHash('sha512')
        .update(`${random(1e9)}`)
        .digest('base64')}\n`
    case 2:
      return `// ${createHash('sha1')
        .update(`${random(1e9)}`)
        .digest('hex')} ${word()} ${word()}\n`
    case 3:
      return '\n'
    default:
      return `    ${word()} ${word()}${random(100)} = ${word()}.${word()}(${word()}, ${random(10_000)}) ${word()}\n`
  }
}

/** Bytes like those of programs and packed files: a third does not compress, the rest is text between them. */
export function binaryBytes(size: number, random: Random): Buffer {
  const noise = Math.floor(size / 3)
  return Buffer.concat([noiseBytes(noise, random), textBytes(size - noise, random)])
}

function noiseBytes(size: number, random: Random): Buffer {
  const bytes = Buffer.alloc(size, 0x5a)
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE(random(0xffffffff), at)
  return bytes
}
