import type { Check } from '../check.js'

/**
 * The key of an Azure storage, Cosmos DB or Batch account is 64 bytes in base64: 86 characters and `==`, with no bit
 * set that base64 drops.
 */
export const checkAzureKey: Check = ({ value }) => {
  const encoded = /[A-Za-z0-9+/]{86}==$/.exec(value)?.[0]
  if (encoded === undefined) return { verdict: 'neutral' }
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.length !== 64 || bytes.toString('base64') !== encoded)
    return { verdict: 'doubtful', reason: 'no 64 bytes in base64' }
  return new Set(bytes).size < 24 ? { verdict: 'rejected' } : { verdict: 'neutral' }
}
