import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { keyOf } from '../syntax/spot.js'

const SIGNATURES: Record<string, string> = {
  aws_secret_access_key: 'aws-secret-access-key',
  aws_session_token: 'aws-session-token',
  aws_security_token: 'aws-session-token',
}

/** Profiles of the AWS command line and SDKs. Source: docs.aws.amazon.com, "Configuration and credential file settings". */
export const awsConfig = defineFormat({
  id: 'aws-config',
  names: ['credentials', 'config', 'credentials.bak', 'awscredentials', '.awscredentials'],
  when: ({ path, name, head }) =>
    /(?:^|\/)\.?aws\/[^/]+$/.test(path) ||
    name.includes('aws') ||
    (name !== 'config' && /aws_secret_access_key/i.test(head)),
  parse: (text) =>
    readIni(text).flatMap((entry) => {
      const signature = SIGNATURES[keyOf(entry).toLowerCase()]
      return signature === undefined ? [] : secretAt(text, entry, { signature, key: dotted(entry.path) })
    }),
})
