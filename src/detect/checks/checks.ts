import { checkAwsKeyId, checkAwsSecret } from './aws.js'
import { checkAzureKey } from './azure-key.js'
import { checkBasicAuth } from './basic-auth.js'
import type { Check } from './check.js'
import { checkCrc32 } from './crc32.js'
import { checkJwt } from './jwt.js'
import { checkPutty } from './keys/putty-key.js'
import { checkRandom } from './random.js'
import { checkUuid } from './uuid.js'

/** All checks that a signature can name. */
export const checks: ReadonlyMap<string, Check> = new Map([
  ['crc32', checkCrc32],
  ['jwt', checkJwt],
  ['basic-auth', checkBasicAuth],
  ['aws-key-id', checkAwsKeyId],
  ['aws-secret', checkAwsSecret],
  ['azure-key', checkAzureKey],
  ['uuid', checkUuid],
  ['putty', checkPutty],
  ['random', checkRandom],
])
