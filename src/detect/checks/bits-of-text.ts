/**
 * How text goes on: what follows what in words and names, as measured on the sources of some hundred Python and JavaScript packages
 * (280,000 different names). Logarithms, base 2.
 */

/** Rows: the letter before, from `a` to `z`. Columns: the letter after. How rare it is, in half bits, in base 36. */
const afterLetter = `
  ja89jf9manf687n9n775aefdbi 5fdf5ghf79k5ff7dma9f6nln9m 7jbh5il6an88hk4fm8c6ajmicq 6dh93gej5gibfh8enb9c9ihgdp
  9e88dbdkflj7a6fbc567ice9dk 7ieg78jm3ql8gf5fn8cb9nnmdp ahfh3eb97pm8c98fk78a9jnmgl 4jhi4glk5mkeci6hmac78khnem
  bc889b9mlpi9946bkb77jcresb 7iif3jmgblgigi5cmj4h7idmkn aedd2ddi7njbeccdmg7fadanhn 6fha47hm5ni8ei6dpj999fkobr
  49ie4khl7mkcag67jhagbgkmem 7i87796jalcfhb9bmi65bcnngo cb98hdbmcfb994a9m6aa7dbgim 6ifc5ijc9tg7hi69p6b88imlaq
  fdjeiimmioe9hhjjiedd1iammm 6h9c4fbm7pccab6gpa88bcipar al9h4fh97qbeef89gg749ifncn 6jcg4hl85pnffh7cn79ablfj8l
  b9ba6ccqbrl786f8t675koqjmm 4ghg3jho4ooehh9emjfgilmhio 5ieg5ijb5ngcj86im88gmlajlq ah8f6fki8nhdcjf4kif3jhmean
  ddcc8hckdhk998b2ng77ghdkfg 6kjl1jmhamjgch8kmkghcmlkbe`
  .trim()
  .split(/\s+/)
  .map((row) => [...row].map((digit) => Number.parseInt(digit, 36) / -2))

/** A word's first letter. */
const firstLetter = [...'8a7899ab8ed99aa8f868bacfki'].map((digit) => Number.parseInt(digit, 36) / -2)

/** Kinds of characters: small letter, capital, digit, any other. */
type Kind = 0 | 1 | 2 | 3

/** Rows: the kind before; the last one, a name's start. */
const afterKind = [
  [0.871, 0.047, 0.005, 0.076],
  [0.615, 0.332, 0.014, 0.039],
  [0.079, 0.088, 0.626, 0.208],
  [0.766, 0.117, 0.04, 0.077],
  [0.641, 0.261, 0.024, 0.075],
].map((row) => row.map(Math.log2))
const start = 4

/** Of the characters that are no letters or digits, text uses some four: `_`, `.`, `/`, `-`. */
const anyOther = -2
const anyDigit = -Math.log2(10)

/**
 * How much likelier a value is as text than as drawn at random from an alphabet of that size: so many bits, below 0 if less likely. Names in
 * capitals count like others. Digits never speak for text: there are random numbers, too.
 */
export function bitsOfText(value: string, alphabet: number): number {
  let sum = 0
  visitBits(value, alphabet, (bits) => {
    sum += bits
  })
  return sum
}

/**
 * The same of that part of the value which is likeliest as text. Of random values as long as tokens are, fewer than one in a hundred has a part
 * with 14 bits.
 */
export function bitsOfWords(value: string, alphabet: number): number {
  let [best, sum] = [0, 0]
  visitBits(value, alphabet, (bits) => {
    sum = Math.max(0, sum + bits)
    best = Math.max(best, sum)
  })
  return best
}

/** Shows what each character adds, in order. */
function visitBits(value: string, alphabet: number, visitor: (bits: number) => void): void {
  const text = /[a-z]/.test(value) ? value : value.toLowerCase()
  const drawn = Math.log2(alphabet)
  let before: Kind | typeof start = start
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const kind = kindOf(code)
    const follows = afterKind[before]![kind]! + drawn
    if (kind === 2) visitor(Math.min(0, follows + anyDigit))
    else if (kind === 3) visitor(follows + anyOther)
    else if (goesOn(before, kind)) visitor(follows + afterLetter[letterOf(text.charCodeAt(at - 1))]![letterOf(code)]!)
    else visitor(follows + firstLetter[letterOf(code)]!)
    before = kind
  }
}

/** Whether the letter goes on with the word of the one before. */
function goesOn(before: number, kind: Kind): boolean {
  return before === kind ? kind < 2 : before === 1 && kind === 0
}

function kindOf(code: number): Kind {
  if (code >= 0x61 && code <= 0x7a) return 0
  if (code >= 0x41 && code <= 0x5a) return 1
  return code >= 0x30 && code <= 0x39 ? 2 : 3
}

function letterOf(code: number): number {
  return (code | 0x20) - 0x61
}
