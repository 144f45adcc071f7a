import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { privateKeyAt } from './private-key-at.js'
import { storeCandidate } from './store.js'

const KINDS = ['rsa', 'dsa', 'ecdsa', 'ed25519', 'xmss']

/** The SSH server's own keys, which its package makes while it is installed. Source: sshd(8), `HostKey` of sshd_config(5). */
export const sshHostKey = defineFormat({
  id: 'ssh-host-key',
  names: ['ssh_host_key', ...KINDS.map((kind) => `ssh_host_${kind}_key`)],
  // Elsewhere it is somebody's own key, a private key like any other.
  when: ({ path }) => /(?:^|\/)etc\/(?:open)?ssh\/[^/]+$/.test(path),
  limit: 65_536,
  parse: (text) => wholeKey(text, 'ssh-host-key'),
})

/** Dropbear's host keys: SSH's wire form, which begins with the length and the name of the algorithm. Source: dropbearkey(1). */
export const dropbearHostKey = defineFormat({
  id: 'dropbear-host-key',
  names: KINDS.flatMap((kind) => [`dropbear_${kind}_host_key`, `dropbear_${kind === 'dsa' ? 'dss' : kind}_host_key`]),
  limit: 65_536,
  parse: (text) =>
    /^\0\0\0[\x07-\x20](?:ssh-|ecdsa-)/.test(text)
      ? storeCandidate(text, { signature: 'ssh-host-key', reason: "Dropbear's host key" })
      : [],
})

/** The self-signed key that Debian's ssl-cert makes while it is installed. Source: make-ssl-cert(8). */
export const snakeoilKey = defineFormat({
  id: 'snakeoil-key',
  names: ['ssl-cert-snakeoil.key'],
  when: ({ path }) => /(?:^|\/)etc\/ssl\//.test(path),
  limit: 65_536,
  parse: (text) => wholeKey(text, 'snakeoil-key'),
})

function wholeKey(text: string, signature: string): Candidate[] {
  const start = text.indexOf('-----BEGIN ')
  if (start < 0) return []
  const mark = text.indexOf('-----END ', start)
  const last = mark < 0 ? -1 : text.indexOf('-----', mark + 9)
  if (last < 0) return []
  return privateKeyAt({ value: text.slice(start, last + 5), start, end: last + 5 }, { signature })
}
