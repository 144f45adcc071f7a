import { templates } from '../../harness/fresh.js'
import { type CredentialFile, password, token } from './kind.js'

/** Credentials of git, of hosts and of services. */
export const accountFiles: CredentialFile[] = [
  {
    path: 'root/.netrc',
    secrets: [password()],
    content: (value) => `machine git.example.org\n  login ci\n  password ${value}\n`,
  },
  {
    path: 'root/.git-credentials',
    secrets: [password()],
    content: (value) => `https://ci:${value}@git.example.org\n`,
  },
  {
    path: 'srv/app/.git/config',
    secrets: [password(/url$/)],
    content: (value) =>
      `[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n\turl = https://ci:${value}@git.example.org/team/app.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`,
  },
  {
    path: 'root/.config/gh/hosts.yml',
    secrets: [token('gho_{base62:30}{crc32:6}', /oauth_token$/)],
    content: (value) => `github.com:\n    user: octo\n    oauth_token: ${value}\n    git_protocol: https\n`,
  },
  {
    path: 'root/.vault-token',
    secrets: [token('hvs.{base64url:90}')],
    content: (value) => value,
  },
  {
    path: 'root/.pgpass',
    secrets: [password()],
    content: (value) => `# hostname:port:database:username:password\ndb.example.org:5432:app:app:${value}\n`,
  },
  {
    path: 'root/.my.cnf',
    secrets: [password(/password$/)],
    content: (value) => `[client]\nuser = app\npassword = "${value}"\nhost = db.example.org\n`,
  },
  {
    path: 'root/.bash_history',
    secrets: [password(), token(templates.githubToken)],
    content: (first, second) =>
      `ls -la\ncurl -u ci:${first} https://git.example.org/x\nexport GITHUB_TOKEN=${second}\nexit\n`,
  },
  {
    path: 'root/.mysql_history',
    secrets: [password()],
    content: (value) => `show databases;\nCREATE USER 'app'@'%' IDENTIFIED BY '${value}';\nFLUSH PRIVILEGES;\n`,
  },
  {
    path: 'root/.psql_history',
    secrets: [password()],
    content: (value) => `\\dt\nALTER USER app WITH PASSWORD '${value}';\nselect 1;\n`,
  },
  {
    path: 'srv/www/.htpasswd',
    secrets: [{ ...token('{[$]:1}apr1{[$]:1}{base62:8}{[$]:1}{base62:22}'), placeholder: '!' }],
    content: (value) => `admin:${value}\n`,
  },
  {
    path: 'etc/shadow',
    secrets: [{ ...token('{[$]:1}6{[$]:1}{base62:16}{[$]:1}{base62:86}'), placeholder: '*' }],
    content: (value) => `root:*:19700:0:99999:7:::\ndaemon:!:19700:0:99999:7:::\nadmin:${value}:19700:0:99999:7:::\n`,
  },
]
