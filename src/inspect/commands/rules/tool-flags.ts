/** How a program takes a password in a flag that does not say so by its name. */
export type ToolFlag = {
  /** The program's base name. */
  tool: RegExp
  /** The flag, alone or with its value attached. */
  flag: RegExp
  /** `next`: the following word; `attached`: the rest of the word (`-pX`); `both`: either. */
  value: 'next' | 'attached' | 'both'
  /** The value is `user:password`, or another separator stands between them. */
  pair?: ':' | '%' | ','
  /** Only if this word is among the arguments (`docker login`). */
  only?: RegExp
  /** Not if this word is: what it tells is public. */
  unless?: RegExp
}

/** Facts from the programs' own manuals; what has `password`, `token` or `secret` in a flag's name needs no row. */
export const toolFlags: ToolFlag[] = [
  { tool: /^(?:mysql\w*|mariadb[\w-]*|mycli|innobackupex|xtrabackup|mydumper)$/, flag: /^-p/, value: 'attached' },
  { tool: /^sshpass$/, flag: /^-p/, value: 'both' },
  { tool: /^(?:redis-cli|keydb-cli|valkey-cli)$/, flag: /^-a$/, value: 'next' },
  { tool: /^mongo\w*$/, flag: /^-p/, value: 'both' },
  {
    tool: /^(?:docker|podman|buildah|skopeo|helm|oras|crane|nerdctl|oc|regctl|img|kaniko)$/,
    flag: /^-p$/,
    value: 'next',
    only: /^login$/,
  },
  { tool: /^az$/, flag: /^-p$/, value: 'next', only: /^login$/ },
  {
    tool: /^(?:twine|flit|cf|jf|jfrog|rhc|conan|expo|eas|influx|cqlsh|nuget|dotnet|nugetserver|wp|atlas|sonar-scanner|tsh|bw|lftp|xo-cli)$/,
    flag: /^-p$/,
    value: 'next',
    only: /^(?:upload|login|add|publish|config|rt|sources?|user|setup|create)$/,
  },
  { tool: /^(?:cqlsh|beeline|snowsql|presto|trino)$/, flag: /^-p$/, value: 'next' },
  { tool: /^ldap\w+$/, flag: /^-w/, value: 'both' },
  { tool: /^slappasswd$/, flag: /^-s$/, value: 'next' },
  { tool: /^(?:curl|curlie)$/, flag: /^-u/, value: 'both', pair: ':' },
  { tool: /^(?:curl|curlie)$/, flag: /^(?:--user|--proxy-user|-U)$/, value: 'next', pair: ':' },
  { tool: /^(?:curl|curlie)$/, flag: /^(?:--user|--proxy-user)=/, value: 'attached', pair: ':' },
  { tool: /^https?$/, flag: /^(?:-a|--auth)$/, value: 'next', pair: ':' },
  { tool: /^(?:smbclient|rpcclient|smbmap|net|smbget)$/, flag: /^(?:-U|--user)$/, value: 'next', pair: '%' },
  { tool: /^lftp$/, flag: /^-u$/, value: 'next', pair: ',' },
  {
    tool: /^(?:sqlcmd|bcp|osql|tsql|isql|bteq|mosquitto_\w+|kdb5_util)$/,
    flag: /^-P/,
    value: 'both',
  },
  { tool: /^ncftp\w*$/, flag: /^-p/, value: 'both' },
  { tool: /^kadmin(?:\.local)?$/, flag: /^-w/, value: 'both' },
  {
    tool: /^(?:addprinc|add_principal|ank|cpw|change_password|plink|pscp|psftp)$/,
    flag: /^-pw$/,
    value: 'next',
  },
  { tool: /^airflow$/, flag: /^-p$/, value: 'next', only: /^(?:create|create_user)$/ },
  { tool: /^(?:unzip|zip|zipcloak)$/, flag: /^-P/, value: 'both' },
  { tool: /^(?:7za?|7zr|rar|unrar)$/, flag: /^-p/, value: 'attached' },
  { tool: /^(?:ftp-upload|wput|ipmitool|snmp\w*|openconnect|mc)$/, flag: /^(?:-p|-P|-A|-X)$/, value: 'next' },
  { tool: /^add-user(?:-keycloak)?$/, flag: /^-p$/, value: 'next' },
  { tool: /^(?:elasticsearch-users|esusers|users)$/, flag: /^-p$/, value: 'next', only: /^(?:useradd|passwd)$/ },
  { tool: /^ttyd$/, flag: /^(?:-c|--credential)$/, value: 'next', pair: ':' },
  { tool: /^npm-cli-(?:login|adduser)$/, flag: /^-p$/, value: 'next' },
  { tool: /^rdesktop$/, flag: /^-p$/, value: 'next' },
  { tool: /^net-snmp-\w+$/, flag: /^-[AX]$/, value: 'next' },
  { tool: /^caddy$/, flag: /^--plaintext$/, value: 'next', only: /^hash-password$/ },
  { tool: /^(?:doctl|flyctl|fly|netlify|vercel|surge|now)$/, flag: /^(?:-t|--auth)$/, value: 'next' },
  // The key with which Android Studio signs what is not released: developer.android.com, "Sign your debug build".
  {
    tool: /^keytool$|^jarsigner$/,
    flag: /^-(?:store|key|srcstore|deststore|srckey|destkey|new)pass$/,
    value: 'next',
    unless: /^androiddebugkey$/i,
  },
  { tool: /^psexec(?:64)?$/, flag: /^-p$/, value: 'next', only: /^-u$/i },
  { tool: /^convertto-securestring$/, flag: /^-(?:AsPlainText|String)$/i, value: 'next' },
  { tool: /^(?:openssl)$/, flag: /^-(?:k|K)$/, value: 'next', only: /^(?:enc|aes[\w-]*|des3?)$/ },
  { tool: /^(?:x11vnc)$/, flag: /^-(?:passwd|storepasswd)$/, value: 'next' },
  { tool: /^(?:gpg2?)$/, flag: /^--passphrase$/, value: 'next' },
  { tool: /^(?:gpg2?)$/, flag: /^--passphrase=/, value: 'attached' },
  { tool: /^ssh-keygen$/, flag: /^-[NP]$/, value: 'next' },
  { tool: /^newrelic(?:-install)?$/, flag: /^-k$/, value: 'next', only: /^install$/ },
]
