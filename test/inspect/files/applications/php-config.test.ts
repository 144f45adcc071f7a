import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('php')

it.each([
  [
    'app/wp-config.php',
    "<?php\n/* define('X', 'y'); */\ndefine( 'DB_PASSWORD', '@@' );\n",
    'database-password',
    'DB_PASSWORD',
  ],
  ['app/wp-config.php', '<?php define("AUTH_KEY",   "@@");', 'framework-secret-key', 'AUTH_KEY'],
  [
    'app/sites/default/settings.php',
    "<?php $databases['default']['default'] = [\n 'username' => 'u',\n 'password' => '@@',\n];",
    'database-password',
    'default.password',
  ],
  [
    'app/configuration.php',
    "<?php class JConfig {\n public $password = '@@';\n}",
    'password-variable',
    'JConfig.$password',
  ],
  ['app/LocalSettings.php', '<?php\n$wgDBpassword = "@@"; # x', 'database-password', '$wgDBpassword'],
])('finds the secret of %s: %s', (path, file, signature, key) => {
  expectPlanted({ path, file, secret, signature, key })
})

it('unescapes', () => {
  const file = "<?php define('DB_PASSWORD', '@@');"
  expectPlanted({
    path: 'wp-config.php',
    file,
    secret: `${secret}'x`,
    raw: `${secret}\\'x`,
    signature: 'database-password',
    key: 'DB_PASSWORD',
  })
})

it('leaves placeholders and calls alone', () => {
  expectSilent('wp-config.php', "<?php define('DB_PASSWORD', '@@'); define('DB_HOST', getenv('X'));", placeholders)
  expectSilent('wp-config.php', "<?php define('AUTH_KEY', '@@');", ['put your unique phrase here'])
})
