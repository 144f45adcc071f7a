import type { Check } from '../check.js'
import { marvin32 } from './marvin.js'

const messaging = ['Send0000', 'Manage00', 'Listen00', 'System00', 'Unknown0']

/** The seeds of each service's checksum, by the four letters that its keys hold before it. */
const seedsOfSignature: ReadonlyMap<string, readonly string[]> = new Map([
  ['+ASt', ['Default0']],
  ['+ABa', ['AbAcct00']],
  ['ACDb', ['MastRW00', 'MastRO00', 'SystRW00', 'SystRO00', 'SysAll00', 'Resour00', 'Encryp00']],
  ['+ASb', messaging],
  ['+AEh', messaging],
  ['+ARm', messaging],
  ['AzFu', ['Master00', 'System00', 'Functi00']],
  ['AzCa', ['Access00']],
  ['AzSe', ['Query000', 'PAdmin00']],
  ['+AMC', ['Classic0']],
  ['+ACR', ['ACRDflt0']],
  ['+SQL', ['UsrPwd00']],
  ['AIoT', ['IoTHub00', 'DpsKey00', 'Device00']],
  ['APIM', ['Tenant00', 'IoTHub00', 'Gatewy00', 'GitKey00']],
])

/**
 * An Azure key with a signature of four letters ends in four bytes: Marvin32 of the bytes before them, by a seed of that service.
 * Source: https://github.com/microsoft/security-utilities (`IdentifiableMetadata.cs`, `IdentifiableSecrets.cs`)
 */
export const checkAzureSignature: Check = ({ value }) => {
  const encoded = /[A-Za-z0-9+/_-]{30,}={0,2}$/.exec(value)?.[0] ?? ''
  const signature = encoded.replace(/=+$/, '').slice(-10, -6)
  const seeds = seedsOfSignature.get(signature)
  if (seeds === undefined) return { verdict: 'neutral' }
  const bytes = Buffer.from(encoded, 'base64')
  const sum = bytes.readUInt32LE(bytes.length - 4)
  if (seeds.some((seed) => marvin32(bytes.subarray(0, -4), seed) === sum)) {
    return { verdict: 'proven', reason: 'its checksum is right' }
  }
  // Azure Cache for Redis writes other letters for some of the checksum's.
  if (signature === 'AzCa') return { verdict: 'neutral' }
  return { verdict: 'doubtful', reason: 'its checksum is wrong, as in made-up examples' }
}
