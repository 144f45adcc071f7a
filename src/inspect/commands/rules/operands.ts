import { passwordHash } from '../../../detect/values/password-hash.js'
import type { Candidate } from '../../../findings/candidate.js'
import type { Invocation } from '../invocation.js'
import { judgePart } from '../secret-part.js'
import type { Word } from '../shell/word.js'
import { judgeAssignment } from './assignments.js'

/** A program that takes a secret as an operand, counted after the words that choose the action. */
type Operand = {
  tool: RegExp
  /** Without one, the operands are counted from the first argument, which then is no flag. */
  action?: RegExp
  /** Which operand after the action's last word holds the secret, from 0. */
  secret: number
  /** Which one names the account. */
  user?: number
  /** Only if this word is among the arguments too. */
  only?: RegExp
  /** Flags between the operands that take the following word. */
  withValue?: RegExp
}

const operands: Operand[] = [
  { tool: /^rabbitmqctl$/, action: /^(?:add_user|change_password|authenticate_user)$/, user: 0, secret: 1 },
  { tool: /^ngrok$/, action: /^(?:authtoken|add-authtoken)$/, secret: 0 },
  { tool: /^vault$/, action: /^login$/, secret: 0 },
  { tool: /^(?:mysqladmin|mariadb-admin)$/, action: /^password$/, secret: 0 },
  { tool: /^net$/, action: /^user$/, user: 0, secret: 1 },
  { tool: /^mosquitto_passwd$/, action: /^-b$/, user: 1, secret: 2 },
  { tool: /^x11vnc$/, action: /^-storepasswd$/, secret: 0 },
  { tool: /^add-user$/, action: /^(?:-a|--silent|-s)$/, user: 0, secret: 1 },
  { tool: /^(?:add-user|wpa_passphrase)$/, user: 0, secret: 1 },
  { tool: /^(?:redis|keydb|valkey)-cli$/, action: /^(?:requirepass|masterauth)$/i, secret: 0 },
  { tool: /^wandb$/, action: /^login$/, secret: 0, withValue: /^--(?:host|cloud)$/ },
  { tool: /^mkpasswd$/, secret: 0, withValue: /^-[mSRP]$|^--(?:method|salt|rounds)$/ },
  { tool: /^(?:php|console)$/, action: /^fos:user:create$/, user: 0, secret: 2 },
  { tool: /^(?:php|console)$/, action: /^fos:user:change-password$/, user: 0, secret: 1 },
  { tool: /^nmcli$/, action: /^password$/, secret: 0 },
  { tool: /^cargo$/, action: /^login$/, secret: 0, withValue: /^--(?:registry|color|config)$/ },
  { tool: /^cloudflared$/, action: /^install$/, only: /^service$/, secret: 0 },
  { tool: /^grafana(?:-cli)?$/, action: /^reset-admin-password$/, secret: 0, withValue: /^--?(?:homepath|config)$/ },
  { tool: /^openssl$/, action: /^passwd$/, secret: 0, withValue: /^-(?:salt|in|rand)$/ },
  { tool: /^(?:mc|mcli)$/, action: /^set$/, only: /^alias$/, user: 2, secret: 3 },
  { tool: /^(?:mc|mcli)$/, action: /^add$/, only: /^host$/, user: 2, secret: 3 },
  { tool: /^(?:mc|mcli)$/, action: /^add$/, only: /^user$/, user: 1, secret: 2 },
  { tool: /^convertto-securestring$/, secret: 0 },
  { tool: /^(?:travis|snyk|heroku|codecov|fastlane)$/, action: /^auth$/, secret: 0 },
]

/** Programs that store settings: `npm config set KEY VALUE`, `aws configure set`, `git config`, `composer config`. */
const settings: { tool: RegExp; action: RegExp }[] = [
  {
    tool: /^(?:npm|yarn|pnpm|pip3?|gcloud|heroku|poetry|conda|bundle|kubectl|snyk|gh|glab|rails|vault|pulumi)$/,
    action: /^(?:set|config|add)$/,
  },
  { tool: /^aws$/, action: /^set$/ },
  {
    tool: /^(?:git|composer|composer\.phar|bundle|poetry|firebase|dotnet|nuget)$/,
    action: /^(?:config|user-secrets|set|setapikey)$/i,
  },
]

export function inspectOperands(invocation: Invocation): Candidate[] {
  return [
    ...inspectPositions(invocation),
    ...inspectSettings(invocation),
    ...inspectHtpasswd(invocation),
    ...inspectOpenssl(invocation),
    ...inspectAccounts(invocation),
  ]
}

function inspectPositions({ name, args }: Invocation): Candidate[] {
  const out: Candidate[] = []
  for (const row of operands) {
    if (!row.tool.test(name) || (row.only !== undefined && !args.some((arg) => row.only?.test(arg.value)))) continue
    const at = row.action === undefined ? -1 : args.findIndex((arg) => row.action?.test(arg.value))
    if (at < 0 && (row.action !== undefined || (args[0]?.value.startsWith('-') && !row.withValue))) continue
    const rest = args
      .slice(at + 1)
      .filter((arg, i, all) => !isFlag(arg.value, name) && !row.withValue?.test(all[i - 1]?.value ?? ''))
    const secret = rest[row.secret]
    const user = row.user === undefined ? undefined : rest[row.user]?.value
    if (secret !== undefined) out.push(...judgeWhole(secret, user))
  }
  return out
}

/** `net user NAME PASSWORD /add`: Windows' programs begin theirs with a slash. */
function isFlag(value: string, tool: string): boolean {
  return value.startsWith('-') || (tool === 'net' && value.startsWith('/'))
}

function inspectSettings({ name, args }: Invocation): Candidate[] {
  const row = settings.find((one) => one.tool.test(name))
  if (row === undefined) return []
  const at = args.findIndex((arg) => row.action.test(arg.value))
  const rest = args.slice(at + 1).filter((arg) => !/^--?[A-Za-z]/.test(arg.value))
  const key =
    at < 0
      ? undefined
      : rest.find(
          (arg) =>
            !/^(?:set|get|add|use|delete|unset|view)-/.test(arg.value) &&
            /[._:-]|^\w*(?:token|key|pass|secret|auth)\w*$/i.test(arg.value),
        )
  const value = key === undefined ? undefined : rest[rest.indexOf(key) + 1]
  if (key === undefined || value === undefined || value.value.startsWith('-')) return []
  // `http-basic.example.org USER PASSWORD` of Poetry and Composer.
  if (/^http-basic\./.test(key.value)) {
    const password = rest[rest.indexOf(key) + 2]
    return password === undefined ? [] : judgeWhole(password, value.value)
  }
  // `bundle config github.com TOKEN:x-oauth-basic`.
  const token = /^(\w{16,100}):x-oauth-basic$/.exec(value.value)?.[1]
  if (token !== undefined) return judgePart(value, 0, token.length, { signature: 'command-password', key: key.value })
  const setting = /(?:^|[.:/])(github-oauth|gitlab-token|gitlab-oauth|pypi-token|bearer)(?:\.|$)/.test(key.value)
    ? 'token'
    : (/[^:/]+$/.exec(key.value)?.[0] ?? key.value)
  return judgeAssignment(value, setting.replace(/^.*\.(?=\w+$)/, ''), 0)
}

/** `htpasswd -b FILE USER PASSWORD`, `htpasswd -nb USER PASSWORD`. */
function inspectHtpasswd({ name, args }: Invocation): Candidate[] {
  if (name !== 'htpasswd' || !args.some((arg) => /^-[a-zA-Z]*b/.test(arg.value))) return []
  const rest = args.filter((arg) => !/^-[a-zA-Z]/.test(arg.value))
  const last = rest.at(-1)
  return last === undefined || rest.length < 2 ? [] : judgeWhole(last, rest.at(-2)?.value)
}

/** `-passin pass:X` and its sisters (openssl-passphrase-options(1)). */
function inspectOpenssl({ name, args }: Invocation): Candidate[] {
  if (name !== 'openssl') return []
  const given = args.filter((arg) => arg.value.startsWith('pass:') && arg.value.length > 'pass:'.length)
  return given.flatMap((arg) =>
    judgePart(arg, 'pass:'.length, arg.value.length, { signature: 'command-password', key: 'pass' }),
  )
}

/** `useradd -p HASH`, `usermod --password HASH` (crypt(3), as `/etc/shadow` has it). */
function inspectAccounts({ name, args }: Invocation): Candidate[] {
  if (!/^(?:useradd|usermod|adduser|groupadd|groupmod)$/.test(name)) return []
  const at = args.findIndex((arg) => /^(?:-p|--password)$/.test(arg.value))
  const value = args[at + 1]
  if (at < 0 || value === undefined) return []
  return judgePart(value, 0, value.value.length, {
    signature: passwordHash.test(value.value) ? 'linux-password-hash' : 'command-password',
    key: name,
  })
}

function judgeWhole(word: Word, user: string | undefined): Candidate[] {
  if (word.value.length < 3) return []
  const owner = user === undefined ? {} : { user, key: user }
  return judgePart(word, 0, word.value.length, { signature: 'command-password', ...owner })
}
