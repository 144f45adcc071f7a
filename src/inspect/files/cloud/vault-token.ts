import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { trimSpot } from '../syntax/spot.js'

/** The token of the Vault command line: the whole file. Source: developer.hashicorp.com, "Vault token helpers". */
export const vaultToken = defineFormat({
  id: 'vault-token',
  names: ['.vault-token'],
  limit: 65_536,
  parse: (text) => {
    const spot = trimSpot(text, 0, text.length)
    return /^[\x21-\x7e]{4,4096}$/.test(spot.value)
      ? secretAt(text, spot, { signature: 'vault-token', key: 'token' })
      : []
  },
})
