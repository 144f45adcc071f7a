import type { Candidate } from '../findings/candidate.js'
import { kubeconfig } from './files/cloud/kubeconfig.js'
import type { CredentialFormat } from './files/format.js'
import { netrc } from './files/git/netrc.js'
import { composerAuth } from './files/registries/composer-auth.js'
import { dockerConfig } from './files/registries/docker-config.js'
import { mavenSettings } from './files/registries/maven-settings.js'
import { npmrc } from './files/registries/npmrc.js'
import { pypirc } from './files/registries/pypirc.js'

/**
 * Variables that hold a whole credential file. Sources: docs.gitlab.com, "Access an image from a private container registry"
 * (`DOCKER_AUTH_CONFIG`); getcomposer.org, "CLI environment variables" (`COMPOSER_AUTH`); the others by habit.
 */
const files: { name: RegExp; format: CredentialFormat; path: string }[] = [
  {
    name: /(?:DOCKER_?AUTH_?CONFIG|DOCKER_?CONFIG_?JSON|DOCKER_?CONFIG|REGISTRY_AUTH)$/i,
    format: dockerConfig,
    path: '.docker/config.json',
  },
  { name: /COMPOSER_?AUTH(?:_?JSON)?$/i, format: composerAuth, path: 'auth.json' },
  { name: /KUBE_?CONFIG(?:_?(?:DATA|CONTENT|YAML))?$/i, format: kubeconfig, path: '.kube/config' },
  { name: /NPM_?RC(?:_?CONTENT)?$/i, format: npmrc, path: '.npmrc' },
  { name: /PYPI_?RC(?:_?CONTENT)?$/i, format: pypirc, path: '.pypirc' },
  { name: /NETRC(?:_?CONTENT)?$/i, format: netrc, path: '.netrc' },
  { name: /(?:MAVEN|MVN|M2)_?SETTINGS(?:_?XML)?$/i, format: mavenSettings, path: 'settings.xml' },
]

/** Judges a value that is the text of a credential file, told by the variable's name, by that file's own format. Offsets refer to `value`. */
export function judgeWholeFile(name: string, value: string): Candidate[] {
  if (!/[\s{:=<]/.test(value)) return []
  const file = files.find((one) => one.name.test(name))
  return file === undefined || value.length > file.format.limit ? [] : file.format.parse(value, file.path)
}
