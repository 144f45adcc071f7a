import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { fieldsOf, linesOf } from '../syntax/lines.js'
import { keyOf } from '../syntax/spot.js'

const SECRETS = new Set([
  'secret_key',
  'access_token',
  'gpg_passphrase',
  'aws_secret_access_key',
  'gs_secret_access_key',
  'gs_oauth2_refresh_token',
  'gs_service_key_file_password',
  'proxy_pass',
  'azure_storage_key',
])

/** s3cmd's and boto's configuration. Source: s3tools.org, "s3cmd usage"; cloud.google.com, "Boto configuration". */
export const s3Config = defineFormat({
  id: 's3-config',
  names: ['.s3cfg', '.boto', 's3cfg', 'boto.cfg'],
  parse: (text) =>
    readIni(text, { separators: '=:' }).flatMap((entry) =>
      SECRETS.has(keyOf(entry))
        ? secretAt(text, entry, { signature: 'object-storage-secret', key: dotted(entry.path) })
        : [],
    ),
})

/** s3fs: `key-id:secret` or `bucket:key-id:secret` a line. Source: s3fs(1). */
export const s3fsPassword = defineFormat({
  id: 's3fs-password',
  names: ['.passwd-s3fs', 'passwd-s3fs'],
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      const fields = fieldsOf(line, ':')
      const secret = fields[fields.length - 1]!
      if (line.value.startsWith('#') || fields.length < 2 || fields.length > 3) return []
      return secretAt(text, secret, {
        signature: 'object-storage-secret',
        key: fields[0]!.value,
        user: fields[fields.length - 2]!.value,
      })
    }),
})
