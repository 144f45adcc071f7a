import type { CompiledSignature } from '../../signatures/table.js'

/** Where a provider tells when a credential was used; from the pages named. */
type Trace = { text: string; links: string[] }

const byProvider: Readonly<Record<string, Trace>> = {
  AWS: {
    text: 'IAM tells when a key was last used, and for which service; CloudTrail has each call with its address:\n  aws iam get-access-key-last-used --access-key-id AKIA…\n  aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=AKIA…',
    links: ['https://docs.aws.amazon.com/cli/latest/reference/iam/get-access-key-last-used.html'],
  },
  GitHub: {
    text: 'The list of tokens tells when each was last used; the security log (of an organisation: the audit log) tells what was done.',
    links: ['https://github.com/settings/tokens', 'https://github.com/settings/security-log'],
  },
  GitLab: {
    text: 'The list of access tokens tells when each was last used; audit events tell what was done.',
    links: ['https://docs.gitlab.com/user/profile/personal_access_tokens/'],
  },
  Google: {
    text: 'Of a service account key, Google Cloud tells the last authentication; Cloud Audit Logs have the calls:\n  gcloud policy-intelligence query-activity --activity-type=serviceAccountKeyLastAuthentication --project=PROJECT',
    links: ['https://cloud.google.com/logging/docs/audit'],
  },
  Azure: {
    text: 'The sign-in logs of Microsoft Entra tell of service principals; of storage keys, the resource logs of the account tell, if they were switched on.',
    links: ['https://learn.microsoft.com/en-us/entra/identity/monitoring-health/concept-sign-ins'],
  },
  Stripe: {
    text: 'The log of API requests can be filtered by key; look at payouts, refunds and new webhooks, too.',
    links: ['https://dashboard.stripe.com/logs'],
  },
  Docker: {
    text: 'The list of access tokens tells when each was last used; look for tags that nobody of yours pushed.',
    links: ['https://docs.docker.com/security/access-tokens/'],
  },
  HashiCorp: {
    text: 'Vault tells it in its audit log, if an audit device is switched on; tokens stand there as a hash:\n  vault write sys/audit-hash/file input=…',
    links: ['https://developer.hashicorp.com/vault/docs/audit'],
  },
  Kubernetes: {
    text: 'The audit log of the API server has each request with its user and address, if it is switched on.',
    links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/'],
  },
}

const byKind: readonly (Trace & { matches: RegExp })[] = [
  {
    matches: /ssh|rsa-|dsa-|ec-private|ed25519|pkcs8|putty/,
    text: 'An SSH server writes the fingerprint of every key that logged in. Take the fingerprint, and look for it in the logs of the servers that trust the key:\n  ssh-keygen -lf KEY.pub\n  journalctl -u ssh | grep SHA256:…',
    links: [],
  },
  {
    matches: /hash|shadow/,
    text: 'That somebody guesses leaves no trace. Look for logins of the account that are not its own.',
    links: [],
  },
  {
    matches: /database|mysql|postgres|mongo|redis|sql/,
    text: 'Look into the log of connections of the database for addresses that are not yours; if it keeps none, nobody can tell.',
    links: [],
  },
]

const registryLogs =
  'Who could have taken it: look into the pull log of each registry that ever had the image, from the day it was first pushed. Where a registry keeps no such log, take it that the image was pulled.'

/** How to find out whether a secret was used by others: where its provider tells, and where its registry does. */
export function wasItUsed({ id, provider }: Pick<CompiledSignature, 'id' | 'provider'>): Trace {
  const named = provider !== undefined && Object.hasOwn(byProvider, provider) ? byProvider[provider] : undefined
  const known = named ?? byKind.find(({ matches }) => matches.test(id))
  const general = `Look for the time of its last use, or an audit log,${provider ? ` at ${provider}` : ' wherever it is in force'}: the use of a day, place or kind that is not yours.`
  return { text: `${known?.text ?? general}\n${registryLogs}`, links: known?.links ?? [] }
}
