/**
 * How often two bytes follow each other in the files of images. Measured over 450 MB of Debian's and npm's packages: program text,
 * documentation, data and binaries in equal parts.
 */

/** Kinds of bytes that are counted together: each small letter is one of its own, then come the others. */
const others = '_-./:=" '
const capital = 26
const digit = 27
const firstOther = 28
const punctuation = firstOther + others.length
const rest = punctuation + 1

const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte)
  if (/[a-z]/.test(char)) return byte - 0x61
  if (/[A-Z]/.test(char)) return capital
  if (/[0-9]/.test(char)) return digit
  if (others.includes(char)) return firstOther + others.indexOf(char)
  return byte > 0x20 && byte < 0x7f ? punctuation : rest
})

/**
 * A row for each kind of first byte, a sign for each kind of second one: how many times the frequency must be doubled to
 * give 1, less 4, in base 36.
 */
const rows = [
  'a767b97b7b8565c7d56588a98aedaa9abdb6de',
  '8bbb7cce89d7cc8be89c8dec9dedcc9acecaee',
  '6c9b6cd68c77bd5bd7968dddacddaba9cdc8de',
  '7bb85bbc6cb9cb7ce99a8cccadbd999baaa5bd',
  '6866878b99a665978455a8868bbc88798984ad',
  '8dcb87cd6ee9dc6df8a88eeeafcdbb7ccac6dc',
  '9dcc6da97dd9a88ce8998dddcddeaa99bbb7ce',
  '6ddc5ddd7edabc7dd9b88edeceddbbacbcc7de',
  '7867777dbb967457c755b8d9d8edbbbbddc8de',
  '9eec8eefbdddddbdee8dbeefffffeedeefecee',
  '8dcc7dbc9ebbdaaceb9baececedebbbbcec8de',
  '6ab858bd6bb6bb69eb777acc8dde9a99acb7be',
  '68ca5ddd7dc98b77ec9b9deebeedaba8bdb7de',
  '6b66685b7b99a869db6578dd9cce999a9ba5bd',
  '9876a78c9a976487e577687acbdeaaa9cdb6de',
  '6cba6cb98eb7ac68e6878ccd9dcdababbcc8dd',
  'efffeeffdffceffeddde8fefffffdedeefecff',
  '6a88498c5d99775ad77689bd7ccd998aaba5bd',
  '8c7b5ab76d99ab77c9657bac8bcd99788995bd',
  '6c895ab55cb9ab68d6777cab7bbc88889a95ac',
  '8899799d8cb676b8e676ccdbdcdcccbdddc8dd',
  '7dce6dcd8edccc9dfccdbdeddeedccccdedaee',
  '8edc8ed97fece98df9addebedeeebcbdded8ee',
  'acac9ced9eedaed8edb7deebbecababccdc9de',
  'abcdacbebedaa997fb99deaedddeaaabbdb6de',
  'aeed8eedafeddcbefeddcedecbeedebeeedbec',
  'adcdadecbeecdcacebdcceedcebcbddededacc',
  'dddcdcfeeffeeefefedeeef9fec9cc9dcecadd',
  '9a9999ab9cba99a9c989aabcecbc8fcfefc9de',
  '9a99a99aabb9aaa9c989aabcecdbf7defee9de',
  'ab89aaaa9aca9a99e999babcedc99f8aeec8dd',
  '9b89ab9b9cd999b9ea98abbceecddec8eed9ce',
  'decdddeddfebddecfcccddeeffeeeee9aec5de',
  'ddddccedceedecddeccbedeeeeedeeede776de',
  'abbbbbcabddbbacbebaacccdedcddcbc8d88bd',
  '565666875a876666a655777a9a8987a896618c',
  'cdccccdcceeddcdcfcacddecfeddddcbcdc8cd',
  'eeedeceeeeededededdcdeeeeccdeeeeeeebdc',
]

const frequencies = rows.map((row) => Float64Array.from(row, (sign) => 2 ** -(Number.parseInt(sign, 36) + 4)))

const bytesOfKind = rows.map((_, kind) => kinds.filter((each) => each === kind).length)

/** How often a byte of each kind stands, whatever follows it. */
const alone = frequencies.map((row) => row.reduce((sum, frequency, kind) => sum + frequency * bytesOfKind[kind]!, 0))

/** An estimate of how often three bytes stand at a given place. */
export function trigramFrequency(first: number, second: number, third: number): number {
  const [a, b, c] = [kinds[first]!, kinds[second]!, kinds[third]!]
  return (frequencies[a]![b]! * frequencies[b]![c]!) / alone[b]!
}

/** An estimate of how often the second byte follows the first, as a share of all that follows the first. */
export function followFrequency(first: number, second: number): number {
  return frequencies[kinds[first]!]![kinds[second]!]! / alone[kinds[first]!]!
}

/** An estimate of how often a byte stands at a given place. */
export function byteFrequency(byte: number): number {
  return alone[kinds[byte]!]!
}
