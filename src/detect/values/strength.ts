/** Words that a guesser tries first, with the usual endings. Worth about ten bits each, whatever their length. */
const commonWords =
  `password passwd secret admin root user test welcome letmein qwerty qwertz asdf dragon monkey master login guest hello summer
  winter spring autumn shadow football baseball superman batman iloveyou princess sunshine access token docker mysql postgres
  redis mongo oracle database server service system manager company default changeme public private develop development
  production staging demo local localhost example super strong secure pass word key`
    .trim()
    .split(/\s+/)
    .sort((a, b) => b.length - a.length)

const bitsOfCommonWord = 10
const longestJudged = 512

/**
 * How many bits a guesser needs to try, honestly estimated: the alphabet in use by length, less for words that everybody tries,
 * for repeats and for sequences. Seven random lower-case letters give about 33, `password1` about 13. At most 512 bytes are judged.
 */
export function estimateBits(value: string): number {
  let rest = value.slice(0, longestJudged)
  let bits = 0
  const lower = rest
    .toLowerCase()
    .replace(/0/g, 'o')
    .replace(/[@4]/g, 'a')
    .replace(/3/g, 'e')
    .replace(/1/g, 'i')
    .replace(/[$5]/g, 's')
  for (const word of commonWords) {
    if (word.length < 4) continue
    const at = lower.indexOf(word)
    if (at < 0 || lower.length > word.length * 4) continue
    bits += bitsOfCommonWord
    rest = rest.slice(0, at) + rest.slice(at + word.length)
    break
  }
  return bits + bitsOfCharacters(rest)
}

function bitsOfCharacters(text: string): number {
  const perCharacter = Math.log2(Math.max(2, alphabetSize(text)))
  let bits = 0
  for (let i = 0; i < text.length; i++) {
    const step = i === 0 ? undefined : text.charCodeAt(i) - text.charCodeAt(i - 1)
    // A repeat or the next letter of a sequence says almost nothing new.
    bits += step === 0 || step === 1 || step === -1 ? Math.min(1, perCharacter) : perCharacter
  }
  return Math.min(bits, bitsOfDistinct(text))
}

/** `abababab` uses two characters: its own entropy bounds what its alphabet promises. */
function bitsOfDistinct(text: string): number {
  const distinct = new Set(text).size
  return distinct <= 1 ? Math.min(text.length, 5) : text.length * Math.max(1, Math.log2(distinct) + 2)
}

function alphabetSize(text: string): number {
  if (/^\d+$/.test(text)) return 10
  if (/^(?:[0-9a-f]+|[0-9A-F]+)$/.test(text)) return 16
  let size = 0
  if (/[a-z]/.test(text)) size += 26
  if (/[A-Z]/.test(text)) size += 26
  if (/\d/.test(text)) size += 10
  if (/[^A-Za-z0-9]/.test(text)) size += 20
  return size
}
