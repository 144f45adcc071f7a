import type { Candidate } from '../../../findings/candidate.js'
import { awsConfig } from '../../files/cloud/aws-config.js'
import { kubeconfig } from '../../files/cloud/kubeconfig.js'
import { s3fsPassword } from '../../files/cloud/object-storage.js'
import { vaultToken } from '../../files/cloud/vault-token.js'
import { myCnf } from '../../files/databases/my-cnf.js'
import { pgpass } from '../../files/databases/pgpass.js'
import { netrc } from '../../files/git/netrc.js'
import { htpasswd } from '../../files/keys/password-hashes.js'
import { cifsCredentials } from '../../files/network/file-shares.js'
import { mailPasswords } from '../../files/network/mail.js'
import { openvpnAuth, pppSecrets } from '../../files/network/vpn-logins.js'
import { wpaSupplicant } from '../../files/network/wifi.js'
import { composerAuth } from '../../files/registries/composer-auth.js'
import { dockerConfig } from '../../files/registries/docker-config.js'
import { mavenSettings } from '../../files/registries/maven-settings.js'
import { nugetConfig } from '../../files/registries/nuget-config.js'
import { pypirc } from '../../files/registries/pypirc.js'
import { gemCredentials } from '../../files/registries/rubygems.js'
import { placeIn } from '../secret-part.js'
import type { Word } from '../shell/word.js'

/** Files of a grammar that lines of `key = value` do not tell. */
const formats = [
  pgpass,
  netrc,
  mavenSettings,
  dockerConfig,
  composerAuth,
  nugetConfig,
  pypirc,
  gemCredentials,
  myCnf,
  awsConfig,
  kubeconfig,
  s3fsPassword,
  vaultToken,
  htpasswd,
  cifsCredentials,
  openvpnAuth,
  pppSecrets,
  wpaSupplicant,
  mailPasswords,
]
const headLength = 512

/** What a command writes into a credential file, read by the file's own format: `echo "db:5432:*:app:x" > ~/.pgpass`. */
export function inspectFileContent(content: Word, targets: Word[]): Candidate[] {
  const head = Buffer.from(content.value.slice(0, headLength), 'latin1')
  for (const target of targets) {
    const path = pathOf(target)
    const format = path === undefined ? undefined : formats.find((one) => one.matches(path, head))
    if (path === undefined || format === undefined || content.value.length > format.limit) continue
    // As long as what it stands for, so that the offsets stay: `\n` is a line break to `printf` and to most shells' `echo`.
    const found = format.parse(content.value.replaceAll('\\n', '\r\n'), path)
    return placeIn(
      content,
      found.filter((one) => !/^%[-\d.]{0,8}[sbq]$/.test(one.secret)),
    )
  }
  return []
}

/** The path below the root or a home folder, without what a variable says; undefined if the base name itself is not literal. */
function pathOf(target: Word): string | undefined {
  const name = target.value.lastIndexOf('/') + 1
  if (target.expansions.some((hole) => hole.to > name)) return undefined
  return target.value.replace(/^(?:~|\$\{?\w{1,60}\}?)?\/+/, '')
}
