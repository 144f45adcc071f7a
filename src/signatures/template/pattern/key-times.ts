import { common, fairlyCommon, veryCommon } from './common-keys.js'

const timesOfKey = new Map([...keysOf(fairlyCommon, 16), ...keysOf(common, 64), ...keysOf(veryCommon, 256)])

function keysOf(text: string, times: number): [string, number][] {
  return text.match(/.{4}/gs)!.map((key) => [key, times])
}

/** At least how many times a megabyte four bytes stand; 0 where that is seldom, or not known. One byte four times is a filling or a rule. */
export function timesPerMegabyte(key: string): number {
  return timesOfKey.get(key) ?? (/^(.)\1{3}$/s.test(key) ? 256 : 0)
}
