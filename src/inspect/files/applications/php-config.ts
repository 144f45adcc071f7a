import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variableAt } from '../judged.js'
import { PHP, readAssignments } from '../syntax/assignments.js'
import { keyOf } from '../syntax/spot.js'

const SALTS = /^(?:SECURE_AUTH|LOGGED_IN|AUTH|NONCE)_(?:KEY|SALT)$/
const PASSWORDS = /^(?:DB_PASSWORD|FTP_PASS|SMTP_PASS(?:WORD)?|password|passwd|\$wgDBpassword|dbpass|db_password)$/

/** Configuration of PHP applications (WordPress, Drupal, Joomla, phpMyAdmin, Laravel's cache). Source: developer.wordpress.org, "wp-config.php". */
export const phpConfig = defineFormat({
  id: 'php-config',
  names: [
    'wp-config.php',
    'config.inc.php',
    'configuration.php',
    'settings.php',
    'settings.local.php',
    'localsettings.php',
    'parameters.php',
    'local.php',
    'env.php',
    'config.php',
    'database.php',
    'app_local.php',
  ],
  limit: 1024 * 1024,
  parse: (text) =>
    readAssignments(text, PHP).flatMap((entry) => {
      const name = keyOf(entry)
      // The file that WordPress ships says so where a phrase belongs.
      if (/^put your unique phrase here$/i.test(entry.value)) return []
      if (SALTS.test(name)) return secretAt(text, entry, { signature: 'framework-secret-key', key: name })
      const key = dotted(entry.path)
      if (PASSWORDS.test(name)) return secretAt(text, entry, { signature: 'database-password', key })
      return variableAt(text, name.replace(/^\$/, ''), entry, key)
    }),
})
