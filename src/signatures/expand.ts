import { exampleOfClass } from './example/characters.js'
import { exampleJwt } from './example/jwt.js'
import { examplePem } from './example/pem.js'
import { type SeededRandom, seededRandom } from './example/seeded-random.js'
import type { Sequence, TemplateNode } from './template/ast.js'
import { base62Checksum } from './template/base62-checksum.js'
import { parseTemplate } from './template/parse.js'

type Writer = {
  random: SeededRandom
  text: string
  /** Where the run of classes began that a checksum after it covers. */
  bodyStart: number
}

/**
 * An example (a byte string) that matches the template: random by `seed`, with real checksums, a real JWT, a real private key. The same template and seed
 * give the same example, but for RSA, DSA and encrypted keys, which are made fresh in each process. Worth nothing to anybody, so fit for
 * tests and for demonstrations. Throws a `TemplateError` if the template is wrong.
 */
export function expandTemplate(template: string, seed: number | string): string {
  const writer: Writer = { random: seededRandom(seed), text: '', bodyStart: 0 }
  writeSequence(parseTemplate(template), writer)
  return writer.text
}

function writeSequence(sequence: Sequence, writer: Writer): void {
  for (const node of sequence) writeNode(node, writer)
}

function writeNode(node: TemplateNode, writer: Writer): void {
  const { random } = writer
  if (node.kind === 'class') {
    writer.text += exampleOfClass(node, random)
    return
  }
  if (node.kind === 'group') {
    const times = node.min + random.below(node.max - node.min + 1)
    for (let time = 0; time < times; time++) {
      writeSequence(node.alternatives[random.below(node.alternatives.length)]!, writer)
    }
    return
  }
  writer.text += textOf(node, writer)
  writer.bodyStart = writer.text.length
}

function textOf(node: Exclude<TemplateNode, { kind: 'class' | 'group' }>, writer: Writer): string {
  switch (node.kind) {
    case 'literal':
      return node.text
    case 'uuid':
      return exampleUuid(writer.random)
    case 'jwt':
      return exampleJwt(writer.random)
    case 'pem':
      return examplePem(node.label, writer.random)
    case 'crc32':
      return base62Checksum(writer.text.slice(writer.bodyStart))
  }
}

/** Version 4, variant 1: RFC 9562. */
function exampleUuid(random: SeededRandom): string {
  const bytes = random.bytes(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
