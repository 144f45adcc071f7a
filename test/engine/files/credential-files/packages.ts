import { templates } from '../../harness/fresh.js'
import { base64Pair, type CredentialFile, password, token } from './kind.js'

/** Credentials for registries of packages and images. */
export const packageFiles: CredentialFile[] = [
  {
    path: 'root/.npmrc',
    secrets: [token(templates.npmToken, /_authToken$/), password(/_password|_auth/)].map((secret, index) =>
      index === 0 ? secret : { ...secret, raw: (value) => Buffer.from(value).toString('base64') },
    ),
    content: (first, second) => `registry=https://registry.npmjs.org/
//registry.npmjs.org/:_authToken=${first}
//npm.example.org/:username=ci
//npm.example.org/:_password=${second}
always-auth=true
`,
  },
  {
    path: 'root/.docker/config.json',
    secrets: [{ ...password(/registry\.example\.org/), raw: base64Pair('deploy') }],
    content: (auth) => `{
  "auths": {
    "registry.example.org": {
      "auth": "${auth}"
    }
  },
  "credsStore": ""
}
`,
  },
  {
    path: 'root/.dockercfg',
    secrets: [{ ...password(/old\.example\.org/), raw: base64Pair('deploy') }],
    content: (auth) =>
      `{\n  "https://old.example.org/v1/": {\n    "auth": "${auth}",\n    "email": "ci@example.org"\n  }\n}\n`,
  },
  {
    path: 'root/.pypirc',
    secrets: [password(/password$/)],
    content: (value) =>
      `[distutils]\nindex-servers = inhouse\n\n[inhouse]\nrepository = https://pypi.example.org/\nusername = ci\npassword = ${value}\n`,
  },
  {
    path: 'root/.config/pip/pip.conf',
    secrets: [password(/index-url$/)],
    content: (value) => `[global]\ntimeout = 60\nextra-index-url = https://ci:${value}@pypi.example.org/simple\n`,
  },
  {
    path: 'root/.m2/settings.xml',
    secrets: [password(/password$/)],
    content: (value) => `<?xml version="1.0" encoding="UTF-8"?>
<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
  <servers>
    <server>
      <id>releases</id>
      <username>deployer</username>
      <password>${value}</password>
    </server>
  </servers>
</settings>
`,
  },
  {
    path: 'root/.gradle/gradle.properties',
    secrets: [password(/repositoryPassword/), password(/signing\.password/)],
    content: (first, second) =>
      `org.gradle.jvmargs=-Xmx2g\nrepositoryUser=ci\nrepositoryPassword=${first}\nsigning.keyId=24875D73\nsigning.password=${second}\n`,
  },
  {
    path: 'root/.composer/auth.json',
    secrets: [password(/password$/), token(templates.githubToken, /github/)],
    content: (first, second) => `{
  "http-basic": {
    "repo.example.org": {
      "username": "ci",
      "password": "${first}"
    }
  },
  "github-oauth": {
    "github.com": "${second}"
  }
}
`,
  },
  {
    path: 'root/.cargo/credentials.toml',
    secrets: [token('cio{base62:32}', /token$/), token('{base62:32}', /inhouse.*token$/)],
    content: (first, second) => `[registry]\ntoken = "${first}"\n\n[registries.inhouse]\ntoken = "${second}"\n`,
  },
  {
    path: 'root/.gem/credentials',
    secrets: [token('rubygems_{hex:48}', /rubygems_api_key/)],
    content: (value) => `---\n:rubygems_api_key: ${value}\n`,
  },
]
