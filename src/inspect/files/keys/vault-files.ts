import { defineFormat } from '../define-format.js'
import { readJson } from '../syntax/json.js'
import { keyOf } from '../syntax/spot.js'
import { storeCandidate } from './store.js'

const MIN_STORE = 64

/** KeePass databases (`.kdb`, `.kdbx`) and Password Safe 3. Source: keepass.info, "KDBX file format"; Password Safe's `formatV3.txt`. */
export const passwordVault = defineFormat({
  id: 'password-vault',
  magics: ['\x03\xd9\xa2\x9a', 'PWS3'],
  parse: (text) =>
    text.length < MIN_STORE
      ? []
      : storeCandidate(text, {
          signature: 'password-vault',
          reason: "a password manager's database, protected by its master password",
        }),
})

/** Keychains of macOS. Source: Apple's `securityd`, `AppleDatabase.cpp` (the signature `kych`). */
export const macosKeychain = defineFormat({
  id: 'macos-keychain',
  magics: ['kych\0\x01\0\0'],
  parse: (text) =>
    text.length < MIN_STORE ? [] : storeCandidate(text, { signature: 'password-vault', reason: 'a keychain of macOS' }),
})

/** Saved logins of Firefox and Thunderbird. Source: Mozilla's `storage-json.sys.mjs`. */
export const firefoxLogins = defineFormat({
  id: 'firefox-logins',
  names: ['logins.json'],
  parse: (text) =>
    readJson(text).some((entry) => keyOf(entry) === 'encryptedPassword' && entry.value !== '')
      ? storeCandidate(text, {
          signature: 'browser-logins',
          reason: 'saved logins of a browser; the key lies in key4.db beside them',
        })
      : [],
})

/** A Bitcoin wallet of the Berkeley DB kind with keys in it. Source: bitcoin's `src/wallet/walletdb.cpp` (record names), Berkeley DB's `db_page.h`. */
export const bitcoinWallet = defineFormat({
  id: 'bitcoin-wallet',
  names: ['wallet.dat'],
  limit: 16 * 1024 * 1024,
  when: ({ head }) => head.slice(12, 16) === '\x62\x31\x05\0' || head.startsWith('SQLite format 3\0'),
  parse: (text) =>
    /\x04(?:ckey|mkey)|\x03key[\x20-\x41]|\x10walletdescriptor/.test(text)
      ? storeCandidate(text, {
          signature: 'bitcoin-wallet',
          reason: text.includes('\x04mkey') ? 'a wallet, protected by a passphrase' : 'a wallet without passphrase',
        })
      : [],
})

/** Files that Ansible Vault encrypted: worth as much as the vault's password, so they are noted only. Source: docs.ansible.com, "Format of files encrypted with Ansible Vault". */
export const ansibleVault = defineFormat({
  id: 'ansible-vault',
  magics: ['$ANSIBLE_VAULT;1.'],
  parse: (text) =>
    text.includes('\n') && text.length > MIN_STORE
      ? storeCandidate(text, {
          signature: 'ansible-vault',
          severity: 'info',
          confidence: 'likely',
          reason: "encrypted with the vault's password",
        })
      : [],
})
