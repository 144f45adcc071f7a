import type { Check } from '../check.js'

/** `opaque`: rejects JSON web tokens (RFC 7519), which have a signature of their own that reads what is in them. */
export const checkOpaque: Check = ({ value }) => ({
  verdict: /^ey[\w-]{8,}\.ey?[\w-]+\.[\w-]*$/.test(value) ? 'rejected' : 'neutral',
})
