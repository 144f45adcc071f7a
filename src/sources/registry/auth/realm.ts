import { isLoopback, mayLeadTo } from '../http/hosts.js'

/**
 * Whether a registry's credentials may be taken to the server that it names for tokens: `yes`; `anonymously`, if we may go there but the
 * word of the registry is not good enough for a password; `no`. The same server is fine. Another one must be reached by verified TLS,
 * and be named by a registry that was so, too; or be one that the user named as insecure.
 */
export function trustInRealm(
  realm: URL,
  registry: URL,
  isInsecure: (url: URL) => boolean,
): 'yes' | 'anonymously' | 'no' {
  if (!mayLeadTo(registry, realm, isInsecure)) return 'no'
  if (realm.origin === registry.origin || isInsecure(realm)) return 'yes'
  if (realm.protocol !== 'https:')
    return isLoopback(registry.hostname) && isLoopback(realm.hostname) ? 'anonymously' : 'no'
  return registry.protocol === 'https:' && !isInsecure(registry) ? 'yes' : 'anonymously'
}
