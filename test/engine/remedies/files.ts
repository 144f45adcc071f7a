import { accountFiles } from '../files/credential-files/accounts.js'
import { cloudFiles } from '../files/credential-files/cloud.js'
import { packageFiles } from '../files/credential-files/packages.js'
import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { type Leak, password } from './leak.js'

const netrcPassword = password()
const netrc = `machine git.example.org login ci password ${netrcPassword}\n`
const key = freshPrivateKey()
const [first, second] = [password(), password()]
const env = (value: string) => `PORT=8080\nDB_PASSWORD=${value}\n`
const [gone, kept, inside, added] = Array.from({ length: 4 }, () => `${fresh(templates.githubToken)}\n`)
const values = (...texts: (string | undefined)[]) => texts.map((text) => text!.trim())

const planted = [...packageFiles, ...accountFiles, ...cloudFiles].map(({ path, secrets, content }) => ({
  path,
  text: content(...secrets.map(({ value, raw }) => (raw ? raw(value) : value))),
  values: secrets.map(({ value }) => value),
}))

/** What the report says of files that only a container needs. */
const notCopied = /\.dockerignore/

/** Files that are copied, deleted and overwritten. */
export const fileLeaks: Leak[] = [
  {
    name: 'a copied file that is deleted',
    dockerfile:
      'FROM base\nWORKDIR /app\nCOPY other .netrc ./\nRUN sha256sum .netrc other > /result\nRUN rm -f .netrc\nRUN ls -A . >> /result',
    files: { '.netrc': netrc, other: 'x' },
    secrets: { netrc },
    values: [netrcPassword],
  },
  {
    name: 'a copied file, read by another user',
    dockerfile:
      'FROM base\nRUN mkdir -m 777 /out\nCOPY --chmod=644 .netrc /home/\nUSER 1000\nRUN sha256sum /home/.netrc > /out/result\nUSER root\nRUN cp /out/result /result',
    files: { '.netrc': netrc },
    secrets: { netrc },
    values: [netrcPassword],
  },
  {
    name: 'a key that a later RUN removes',
    dockerfile:
      'FROM base\nCOPY id_rsa /root/.ssh/id_rsa\nRUN sha256sum /root/.ssh/id_rsa > /result\nRUN rm /root/.ssh/id_rsa',
    files: { id_rsa: key },
    secrets: { id_rsa: key },
    values: [key.split('\n')[1]!],
  },
  {
    name: 'a file that another overwrites',
    dockerfile: 'FROM base\nCOPY first /app/.env\nCOPY second /app/.env',
    files: { first: env(first!), second: env(second!) },
    values: [first!, second!],
    check: ['cat', '/app/.env'],
    mounts: { '/app/.env': env(second!) },
    byHand: { told: notCopied, mend: () => 'FROM base', ignored: ['first', 'second'] },
  },
  {
    name: 'a folder that is removed whole',
    dockerfile: 'FROM base\nCOPY srv /srv\nRUN rm -r /srv/deep',
    files: { 'srv/deep/er/token': gone!, 'srv/kept': kept!, 'srv/harmless': 'x' },
    values: values(gone, kept),
    check: ['sh', '-c', 'find /srv -type f | sort; cat /srv/kept'],
    mounts: { '/srv/kept': kept! },
    byHand: { told: notCopied, mend: () => 'FROM base\nCOPY srv /srv', ignored: ['srv/deep', 'srv/kept'] },
  },
  {
    name: 'a folder that is removed and made anew in one step',
    dockerfile: 'FROM base\nCOPY srv /srv\nCOPY new /new\nRUN rm -r /srv && mkdir /srv && cp /new /srv/new',
    files: { 'srv/token': gone!, new: added! },
    values: values(gone, added),
    check: ['cat', '/srv/new', '/new'],
    mounts: { '/srv/new': added!, '/new': added! },
    byHand: { told: notCopied, mend: () => 'FROM base', ignored: ['srv', 'new'] },
  },
  {
    name: 'a file that a folder replaces, and a folder that a file replaces',
    dockerfile:
      'FROM base\nCOPY srv /srv\nRUN rm -r /srv/a /srv/b && mkdir /srv/a && touch /srv/a/x && echo nothing > /srv/b',
    files: { 'srv/a': gone!, 'srv/b/token': inside! },
    values: values(gone, inside),
    check: ['sh', '-c', 'find /srv | sort; cat /srv/b'],
    byHand: {
      told: notCopied,
      mend: () => 'FROM base\nRUN mkdir -p /srv/a && touch /srv/a/x && echo nothing > /srv/b',
      ignored: ['srv'],
    },
  },
  {
    name: 'credential files of every kind',
    dockerfile: 'FROM base\nCOPY tree /',
    files: Object.fromEntries(planted.map(({ path, text }) => [`tree/${path}`, text])),
    values: planted.flatMap((one) => one.values),
    check: ['sha256sum', ...planted.map(({ path }) => `/${path}`)],
    mounts: Object.fromEntries(planted.map(({ path, text }) => [`/${path}`, text])),
    byHand: { told: notCopied, mend: () => 'FROM base', ignored: ['tree'] },
  },
]
