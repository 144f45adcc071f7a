import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('django')

it.each([
  ['app/site/settings.py', "DEBUG = True\nSECRET_KEY = '@@'\n", 'framework-secret-key', 'SECRET_KEY'],
  [
    'app/settings/prod.py',
    "DATABASES = {\n  'default': {\n    'USER': 'u',  # 'PASSWORD': 'x'\n    'PASSWORD': '@@',\n  }\n}\n",
    'database-password',
    'DATABASES.default.PASSWORD',
  ],
  ['app/local_settings.py', "DATABASES['default']['PASSWORD'] = \"@@\"\n", 'database-password', 'PASSWORD'],
  ['app/settings.py', "SECRET_KEY: str = '''@@'''\n", 'framework-secret-key', 'SECRET_KEY'],
  ['app/settings.py', "EMAIL_HOST_PASSWORD = r'@@'\n", 'password-variable', 'EMAIL_HOST_PASSWORD'],
])('finds the secret of %s: %j', (path, file, signature, key) => {
  expectPlanted({ path, file, secret, signature, key })
})

it('leaves placeholders and lookups alone', () => {
  expectSilent('settings.py', "SECRET_KEY = '@@'\n", placeholders)
  expect(
    readFile(
      'settings.py',
      `SECRET_KEY = os.environ['DJANGO_SECRET_KEY']\nSECRET_KEY = env('SECRET_KEY')\n# SECRET_KEY = '${secret}'\n`,
    ),
  ).toEqual([])
})
