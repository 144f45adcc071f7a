import { checkAwsKeyId, checkAwsKeyPair, checkAwsSecret, checkAwsSesPassword } from './aws.js'
import { checkAzureAnnotated } from './azure/annotated-key.js'
import { checkAzureKey } from './azure/azure-key.js'
import { checkAzureDevops } from './azure/devops-token.js'
import { checkEntraSecret } from './azure/entra-secret.js'
import { checkAzureSignature } from './azure/identifiable-key.js'
import type { Check } from './check.js'
import { checkBase58Check } from './checksums/base58check.js'
import { checkBech32 } from './checksums/bech32.js'
import {
  checkCrc32,
  checkCrc32Base36,
  checkCrc32Base64,
  checkCrc32Hex,
  checkCrc32HexReversed,
} from './checksums/crc32.js'
import { checkStellarSeed } from './checksums/stellar-seed.js'
import { checkBase64 } from './decoded/base64.js'
import { checkBase64Json } from './decoded/base64-json.js'
import { checkBase64Jwt } from './decoded/base64-jwt.js'
import { checkBase64Pem } from './decoded/base64-pem.js'
import { checkBase64Text } from './decoded/base64-text.js'
import { checkBasicAuth } from './decoded/basic-auth.js'
import { checkDiscordToken } from './decoded/discord-token.js'
import { checkIdAndBytes } from './decoded/id-and-bytes.js'
import { checkJwt } from './decoded/jwt.js'
import { checkLastHex, checkLastWord } from './decoded/last-word.js'
import { checkOpaque } from './decoded/opaque.js'
import { checkTelegramUrl } from './decoded/telegram-url.js'
import { checkPutty } from './keys/putty-key.js'
import { checkRandom } from './random.js'
import { checkUuid } from './uuid.js'

/** All checks that a signature can name. */
export const checks: ReadonlyMap<string, Check> = new Map([
  // Checksums.
  ['crc32', checkCrc32],
  ['crc32-hex', checkCrc32Hex],
  ['crc32-hex-reversed', checkCrc32HexReversed],
  ['crc32-base64', checkCrc32Base64],
  ['crc32-base36', checkCrc32Base36],
  ['bech32', checkBech32],
  ['base58check', checkBase58Check],
  ['stellar-seed', checkStellarSeed],
  // What is inside an encoding.
  ['base64', checkBase64],
  ['base64-text', checkBase64Text],
  ['base64-json', checkBase64Json],
  ['base64-jwt', checkBase64Jwt],
  ['base64-pem', checkBase64Pem],
  ['basic-auth', checkBasicAuth],
  ['telegram-url', checkTelegramUrl],
  ['discord-token', checkDiscordToken],
  ['id-and-bytes', checkIdAndBytes],
  ['jwt', checkJwt],
  ['last-hex', checkLastHex],
  ['last-word', checkLastWord],
  ['opaque', checkOpaque],
  ['putty', checkPutty],
  // Vendors of many forms.
  ['aws-key-id', checkAwsKeyId],
  ['aws-key-pair', checkAwsKeyPair],
  ['aws-secret', checkAwsSecret],
  ['aws-ses-password', checkAwsSesPassword],
  ['azure-key', checkAzureKey],
  ['azure-signature', checkAzureSignature],
  ['azure-annotated', checkAzureAnnotated],
  ['azure-devops', checkAzureDevops],
  ['entra-secret', checkEntraSecret],
  // Chance.
  ['random', checkRandom],
  ['uuid', checkUuid],
])
