import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { readJson } from '../syntax/json.js'
import { keyOf } from '../syntax/spot.js'

const SECRETS = new Set([
  'accesstoken',
  'refreshtoken',
  'client_secret',
  'clientsecret',
  'secret',
  'password',
  'tenantclientsecret',
])

/** The Azure command line's token caches and service principals. Source: learn.microsoft.com, "MSAL-based Azure CLI"; azure-cli's `_msal_credentials`. */
export const azureCredentials = defineFormat({
  id: 'azure-credentials',
  names: [
    'accesstokens.json',
    'msal_token_cache.json',
    'azureprofile.json',
    'service_principal_entries.json',
    'azureauth.json',
    'my.azureauth',
  ],
  when: ({ path, name }) => /(?:^|\/)\.?azure\//.test(path) || name !== 'azureprofile.json',
  parse: (text) =>
    readJson(text).flatMap((entry) => {
      const inCache = keyOf(entry) === 'secret' && /^(?:AccessToken|RefreshToken|IdToken)$/.test(entry.path[0] ?? '')
      if (inCache && entry.path[0] === 'IdToken') return []
      return SECRETS.has(keyOf(entry).toLowerCase())
        ? secretAt(text, entry, {
            signature: 'azure-credential',
            key: inCache ? `${entry.path[0]}.secret` : dotted(entry.path),
          })
        : []
    }),
})
