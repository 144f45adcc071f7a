import { formatPlatform, type Platform, type PlatformChoice, platformMatches } from './platform.js'

/**
 * The members of one image of several platforms that are meant: those that were asked for, of which one that tells no platform may be one;
 * else those for this machine's platform; if there are none, those for the first member's.
 */
export function choosePlatforms<T extends { platform?: Platform }>(
  members: readonly T[],
  choice: PlatformChoice | undefined,
  hostPlatform: Platform,
): T[] {
  if (choice === 'all') return [...members]
  if (choice) return members.filter(({ platform }) => platform === undefined || platformMatches(platform, choice))
  const own = members.find(({ platform }) => platform !== undefined && platformMatches(platform, hostPlatform))
  const name = nameOf(own ?? members[0])
  return members.filter((member) => nameOf(member) === name)
}

function nameOf(member: { platform?: Platform } | undefined): string {
  return member?.platform ? formatPlatform(member.platform) : ''
}
