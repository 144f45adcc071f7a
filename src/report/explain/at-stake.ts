import type { Severity } from '../../findings/finding.js'
import type { CompiledSignature } from '../../signatures/table.js'

type Kind = { matches: RegExp; text: string }

/** What a stranger can do, by the kind of secret; the first that matches the signature's id counts. */
const kinds: readonly Kind[] = [
  {
    matches: /encrypted-private-key|keystore|password-vault|ansible-vault|bitcoin-wallet|browser-logins/,
    text: 'It is locked with a password. A stranger can take it home and try passwords as fast as his machines can, without anyone noticing: it is as safe as that password, and no safer.',
  },
  {
    matches: /ssh-host-key|snakeoil-key/,
    text: 'Whoever has it can pose as every host that runs this image, to clients that trust the key.',
  },
  {
    matches: /private-key|gnupg|pgp|age-plugin/,
    text: 'Whoever has it is its owner, for everything that trusts the public half: log in, sign, decrypt what was sent and, where no forward secrecy keeps it, what was recorded.',
  },
  {
    matches: /hash|shadow|htdigest|kerberos|netntlm|scram|http-digest/,
    text: 'It is not the password, but a test for it: a stranger can try passwords against it at leisure, without anyone noticing. Short and common ones fall in minutes.',
  },
  {
    matches: /json-web-token|jwt/,
    text: 'Whoever shows it is taken for the one it was issued to, until it expires; most services cannot take one back before. What it says of that person is readable by everyone anyway.',
  },
  {
    matches: /database|mysql|postgres|mongo|redis|sql/,
    text: 'Whoever reaches the database server can read, and with most accounts change or delete, what is in it. That the server stands in an internal network helps only as long as nobody else is there.',
  },
  {
    matches: /container-registry|package-registry|npm-|pypi|rubygems|nuget|crates|docker-.*token/,
    text: 'Whoever has it can read private packages or images, and if it may write, publish a changed one, which then runs wherever it is installed.',
  },
  {
    matches: /git-|github|gitlab|bitbucket|forge/,
    text: 'Whoever has it can read private code and, with most tokens, push to it: what is pushed is built and run by others. Further secrets often stand in that code.',
  },
  {
    matches: /internal-address|proxy-address/,
    text: 'It opens nothing, but tells a stranger how a network is laid out: what to look for, once inside.',
  },
  {
    matches: /default-password/,
    text: 'Everybody knows it: whoever reaches a container that runs with it is in.',
  },
]

const bySeverity: Record<Severity, string> = {
  critical: 'Whoever has it can act as the account, on infrastructure, code or payments.',
  high: 'Whoever has it can read private data, or act as its owner.',
  medium: 'What it opens is limited, or it is weak and easily guessed.',
  low: 'It is a default, expired, or for tests: little is lost with it alone.',
  info: 'It is no secret. It may help a stranger to find one.',
}

/** What a stranger can do with such a secret, in sentences. `severity`: what it is worth here, or in general. */
export function atStake({ id, kind }: Pick<CompiledSignature, 'id' | 'kind'>, severity: Severity): string {
  const reach =
    'Everyone who can pull the image has it, and so has everyone who ever could: of a public image, everybody.'
  if (kind === 'identifier') return `By itself it opens nothing: it names an account. ${reach}`
  const own = kinds.find(({ matches }) => matches.test(id))?.text
  return [own ?? bySeverity[severity], severity === 'info' ? '' : reach].filter(Boolean).join(' ')
}
