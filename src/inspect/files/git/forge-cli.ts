import { defineFormat } from '../define-format.js'
import { dotted, secretAt } from '../judged.js'
import { keyOf } from '../syntax/spot.js'
import { readYaml, YAML_LIMIT } from '../syntax/yaml.js'

const KEYS = ['oauth_token', 'token', 'job_token', 'oauth2_refresh_token', 'password']

/** Tokens of the command lines of GitHub (`gh`, `hub`), GitLab (`glab`) and Gitea (`tea`). Source: cli.github.com, "gh auth login"; glab's README. */
export const forgeCli = defineFormat({
  id: 'forge-cli',
  names: ['hosts.yml', 'config.yml', 'hub'],
  when: ({ path }) =>
    /(?:^|\/)(?:gh\/(?:hosts|config)\.yml|glab-cli\/config\.yml|tea\/config\.yml|\.?config\/hub)$/.test(path),
  limit: YAML_LIMIT,
  parse: (text) =>
    readYaml(text).flatMap((entry) =>
      KEYS.includes(keyOf(entry))
        ? secretAt(text, entry, { signature: 'git-forge-token', key: dotted(entry.path) })
        : [],
    ),
})
