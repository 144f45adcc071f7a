import type { Check } from './check.js'

/** Pairs of letters that make up most of English and of names in code, but only a sixth of random letters. */
const usualPairs = new Set(
  `th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur
  ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh
  ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke ui ap ag oc od ey ok up ck gr`
    .trim()
    .split(/\s+/),
)

/** Share of those pairs among random letters. */
const shareByChance = 0.27

/**
 * So many standard deviations more of them than by chance are words: less than one random value in a thousand has that.
 */
const wordyDeviations = 3.2

/**
 * Whether a value looks drawn at random. Entropy alone cannot tell: a long path has more than a short key. What tells
 * is how often letters follow each other as in words, how much of the alphabet is used, and whether characters repeat
 * or count up.
 */
export function looksRandom(value: string): boolean {
  if (new Set(value).size < Math.min(value.length / 3, 8)) return false
  // Hexadecimal digits make no words, though their few pairs are usual ones.
  if (!/[g-z]/i.test(value)) return true
  const letters = value.toLowerCase().match(/[a-z]{2,}/g) ?? []
  let pairs = 0
  let usual = 0
  for (const part of letters) {
    for (let at = 0; at + 1 < part.length; at++) {
      pairs++
      if (usualPairs.has(part.slice(at, at + 2))) usual++
    }
  }
  const deviation = Math.sqrt(shareByChance * (1 - shareByChance) * pairs)
  return usual - shareByChance * pairs <= wordyDeviations * deviation
}

/** `random:12`: rejects what is made of words behind the first so many bytes, which are the vendor's own. */
export const checkRandom: Check = ({ value, argument }) => ({
  verdict: looksRandom(value.slice(Number(argument))) ? 'neutral' : 'rejected',
})
