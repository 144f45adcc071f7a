import type { Check } from '../check.js'

/** A bot's token in the address of the bot API is the same secret as without it. Source: https://core.telegram.org/bots/api#making-requests */
export const checkTelegramUrl: Check = ({ value }) => ({
  verdict: 'neutral',
  secret: value.replace(/^api\.telegram\.org\/bot/, ''),
})
