import type { ClassNode } from '../template/ast.js'
import type { SeededRandom } from './seeded-random.js'

/** How much longer than its minimum an example of a class with a range may get. */
const spread = 24

/** Separators of the texts that values stand in; `any` admits them, an example had better not hold them. */
const separators = /[^A-Za-z0-9._~-]/g

/** A run of characters of the class: letters and digits at both ends where the class has them, and both kinds within. */
export function exampleOfClass(node: ClassNode, random: SeededRandom): string {
  const length = node.min + random.below(Math.min(node.max - node.min, spread) + 1)
  const usual = node.chars.length > 80 ? node.chars.replace(separators, '') : node.chars
  const plain = usual.replace(/[^A-Za-z0-9]/g, '') || usual
  const chars: string[] = []
  for (let index = 0; index < length; index++) {
    const inner = index > 0 && index < length - 1
    chars.push(pick(inner ? usual : plain, random))
  }
  if (length >= 8) mixIn(chars, usual, random)
  return chars.join('')
}

/** Puts two digits and a letter of each case into the run, where the class has them: a run that lacks them looks like a word. */
function mixIn(chars: string[], usual: string, random: SeededRandom): void {
  const kinds = [/\d/g, /\d/g, /[a-z]/g, /[A-Z]/g]
  const offset = random.below(chars.length)
  kinds.forEach((kind, index) => {
    const members = usual.match(kind)?.join('')
    const place = (offset + index * 2 + 1) % chars.length
    if (members !== undefined) chars[place] = pick(members, random)
  })
}

/** One character of the text. */
function pick(chars: string, random: SeededRandom): string {
  return chars[random.below(chars.length)]!
}
