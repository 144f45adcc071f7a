import { pages, type Recipe } from './recipe.js'

/** Files whose keys the installation of a package made, by the end of their path, with the name of their remedy. */
const madeByInstallation = [
  { matches: /(^|\/)etc\/ssh\/ssh_host_[a-z0-9]+_key$/, kind: 'ssh-host-key' },
  { matches: /(^|\/)etc\/dropbear\/dropbear_[a-z0-9]+_host_key$/, kind: 'dropbear-host-key' },
  { matches: /(^|\/)ssl-cert-snakeoil\.key$/, kind: 'snakeoil-key' },
]

/** The name of the whole remedy for this path, if it has one. */
export function kindOfPath(path: string): string | undefined {
  return madeByInstallation.find(({ matches }) => matches.test(path))?.kind
}

/** Whole remedies, by the name that a signature gives in `remedy:` (or its id); they stand in place of those by place. */
export const kindRecipes: Readonly<Record<string, Recipe>> = {
  'ssh-host-key': {
    summary: 'Every container of this image has the same SSH host key, and so has everyone who can pull the image.',
    steps: [
      `Remove the keys in the same RUN that installs the server:
  RUN apt-get update && apt-get install -y openssh-server && rm -f /etc/ssh/ssh_host_*`,
      'Generate them when a container starts for the first time, before sshd:\n  ssh-keygen -A',
      'Remove the old host key from the known_hosts files of those who connected, or they will be warned.',
    ],
    links: ['https://man.openbsd.org/ssh-keygen.1#A'],
  },
  'dropbear-host-key': {
    summary: 'Every container of this image has the same SSH host key, and so has everyone who can pull the image.',
    steps: [
      'Remove the keys in the same RUN that installs the server:\n  RUN apk add dropbear && rm -f /etc/dropbear/dropbear_*_host_key',
      'Let the server make its keys when the first client connects:\n  dropbear -R',
    ],
    links: ['https://manpages.debian.org/stable/dropbear-bin/dropbear.8.en.html'],
  },
  'snakeoil-key': {
    summary:
      'The "snakeoil" key was made while the image was built: every container shares it, and so does everyone who can pull.',
    steps: [
      `Remove it in the same RUN that installs ssl-cert:
  RUN apt-get update && apt-get install -y ssl-cert && rm -f /etc/ssl/private/ssl-cert-snakeoil.key /etc/ssl/certs/ssl-cert-snakeoil.pem`,
      'Generate it when a container starts, if anything uses it at all:\n  make-ssl-cert generate-default-snakeoil',
    ],
    links: ['https://manpages.debian.org/stable/ssl-cert/make-ssl-cert.8.en.html'],
  },
  identifier: {
    summary: 'This is public by itself; what counts is the secret that belongs to it.',
    steps: ['If that secret is in the image as well, revoke both: whoever can pull the image has them.'],
    links: [],
  },
  'default-password': {
    summary: 'A well-known default password works wherever this image runs unchanged.',
    steps: [
      'Leave the password out of the image and set one of its own for each deployment, when the container starts:\n  docker run --env {NAME} IMAGE',
      'Or let the container refuse to start while no password is set.',
    ],
    links: [pages.runEnvironment],
  },
  'throw-away-client-key': {
    summary: 'A key made for one build: harmless as long as nothing goes on trusting it.',
    steps: ['Check that what the build talked to is gone, or no longer takes this key.'],
    links: [pages.buildSecrets],
  },
  'internal-address': {
    summary: 'No secret, but it tells a stranger how your network is laid out.',
    steps: ['Give the address to the container when it starts, if the image is to be published.'],
    links: [],
  },
  'password-hash': {
    summary: 'A password hash can be guessed at leisure by everyone who can pull the image.',
    steps: [
      'Lock the account, or set its password when the container starts:\n  RUN passwd --lock USER',
      'Change the password wherever else it is used.',
    ],
    links: [],
  },
  'htpasswd-hash': {
    summary: 'A password hash can be guessed at leisure by everyone who can pull the image.',
    steps: [
      'Mount the password file when the container starts, instead of copying it into the image:\n  docker run --mount type=bind,src=FILE,target={path},readonly IMAGE',
      'Change the passwords in it.',
    ],
    links: [pages.dockerignore],
  },
}
