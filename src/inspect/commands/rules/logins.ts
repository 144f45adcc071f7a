import type { Candidate } from '../../../findings/candidate.js'
import { kindOfName } from '../../variables/name.js'
import type { Invocation } from '../invocation.js'
import { judgePart } from '../secret-part.js'

/** A host of gems; `build.GEM` and `mirror.URL` are settings. */
const gemHost = /^(?!(?:build|mirror|local|disable_\w+)\.)(?:[a-z\d-]{1,60}\.){1,6}[a-z]{2,20}(?::\d{1,5})?$/i

/** Accounts that a program takes as one operand: Bundler's `USER:PASSWORD` of a host, Oracle's `USER/PASSWORD@DATABASE`, rclone's settings. */
export function inspectLogins(invocation: Invocation): Candidate[] {
  return [
    ...inspectBundleHost(invocation),
    ...inspectOracleLogin(invocation),
    ...inspectRcloneRemote(invocation),
    ...inspectNetUse(invocation),
  ]
}

/** `bundle config [set] HOST USER:PASSWORD`, or a token alone. Source: bundler.io, bundle-config(1), "Credentials for gem sources". */
function inspectBundleHost({ name, args }: Invocation): Candidate[] {
  if (name !== 'bundle' || args[0]?.value !== 'config') return []
  const rest = args.slice(1).filter((arg) => arg.value !== 'set' && !arg.value.startsWith('-'))
  const [host, value] = rest
  if (host === undefined || value === undefined || !gemHost.test(host.value)) return []
  const colon = value.value.indexOf(':')
  if (colon < 0 && !/\d/.test(value.value)) return []
  return judgePart(value, colon + 1, value.value.length, { signature: 'command-password', key: host.value })
}

/** `sqlplus USER/PASSWORD@DATABASE` and the other programs of Oracle's that log in so. */
function inspectOracleLogin({ name, args }: Invocation): Candidate[] {
  if (!/^(?:sqlplus|sql|sqlcl|sqlldr|expdp|impdp|exp|imp|rman)$/.test(name)) return []
  for (const arg of args) {
    const login = /^(?:userid=)?([A-Za-z][\w$#.]{0,60})\/([^\s/@][^\s@]{0,120})(?:@|$)/i.exec(arg.value)
    if (login?.[2] === undefined) continue
    const to = login[0].replace(/@$/, '').length
    return judgePart(arg, to - login[2].length, to, { signature: 'command-password', user: login[1]!, key: login[1]! })
  }
  return []
}

/** `rclone config create NAME TYPE KEY VALUE…`, each pair in two words or as `KEY=VALUE`. Source: rclone.org, "rclone config create". */
function inspectRcloneRemote({ name, args }: Invocation): Candidate[] {
  const from = args.findIndex((arg) => /^(?:create|update|password)$/.test(arg.value)) + 1
  if (name !== 'rclone' || args[0]?.value !== 'config' || from === 0) return []
  return args.slice(from).flatMap((arg, i, all) => {
    const kind = kindOfName(all[i - 1]?.value ?? '')
    if (kind !== 'password' && kind !== 'secret') return []
    return judgePart(arg, 0, arg.value.length, { signature: 'command-password', key: all[i - 1]!.value })
  })
}

/** `net use [DRIVE:] \\\\HOST\\SHARE PASSWORD /user:NAME`. Source: learn.microsoft.com, "net use". */
function inspectNetUse({ name, args }: Invocation): Candidate[] {
  if (name !== 'net' || !/^use$/i.test(args[0]?.value ?? '')) return []
  const user = args.find((arg) => /^\/user:/i.test(arg.value))?.value.slice('/user:'.length)
  const password = args.slice(1).find((arg) => !/^[/\\*-]|^[a-z]:$/i.test(arg.value))
  if (user === undefined || password === undefined) return []
  return judgePart(password, 0, password.value.length, { signature: 'command-password', user, key: user })
}
