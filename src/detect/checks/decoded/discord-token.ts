import type { Check } from '../check.js'

/**
 * The first part of a Discord bot's token is base64 of the bot's id, 17 to 20 digits.
 * Source: https://discord.com/developers/docs/reference#snowflakes
 */
export const checkDiscordToken: Check = ({ value }) => {
  const id = Buffer.from(value.slice(0, value.indexOf('.')), 'base64').toString('latin1')
  if (/^\d{17,20}$/.test(id)) return { verdict: 'proven', reason: 'begins with the id of a bot' }
  return { verdict: 'doubtful', reason: 'does not begin with the id of a bot' }
}
