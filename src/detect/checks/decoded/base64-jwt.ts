import type { Check } from '../check.js'
import { checkJwt } from './jwt.js'

/** `base64-jwt`: the value is base64 of a JSON web token, which is judged as such. */
export const checkBase64Jwt: Check = (input) => {
  const token = Buffer.from(input.value, 'base64').toString('latin1')
  if (/^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return checkJwt({ ...input, value: token })
  return { verdict: 'doubtful', reason: 'does not decode to a token' }
}
