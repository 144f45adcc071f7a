import { templates } from '../../harness/fresh.js'
import { type CredentialFile, password, token } from './kind.js'

/** Settings of applications and frameworks. */
export const applicationFiles: CredentialFile[] = [
  {
    path: 'srv/app/.env',
    secrets: [password(/^DB_PASSWORD$/), token(templates.stripeKey, /^STRIPE_KEY$/)],
    content: (first, second) =>
      `# settings\nNODE_ENV=production\nDB_PASSWORD=${first}\nexport STRIPE_KEY="${second}"\n`,
  },
  {
    path: 'srv/app/.env.production',
    secrets: [password(/^SMTP_PASSWORD$/), password(/^DATABASE_URL$/)],
    content: (first, second) =>
      `SMTP_PASSWORD='${first}'\nDATABASE_URL=postgres://app:${second}@db.example.org:5432/app\n`,
  },
  {
    path: 'srv/rails/config/database.yml',
    secrets: [password(/password$/)],
    content: (value) => `default: &default
  adapter: postgresql
  pool: 5

production:
  <<: *default
  database: app
  username: app
  password: ${value}
`,
  },
  {
    path: 'srv/rails/config/master.key',
    secrets: [token('{hex:32}')],
    content: (value) => value,
  },
  {
    path: 'srv/net/appsettings.Production.json',
    secrets: [password(/ConnectionStrings/), password(/Password$/)],
    content: (first, second) => `{
  "Logging": { "LogLevel": { "Default": "Warning" } },
  "ConnectionStrings": {
    "Main": "Server=db.example.org;Database=app;User Id=app;Password=${first};Encrypt=True"
  },
  "Smtp": {
    "Password": "${second}"
  }
}
`,
  },
  {
    path: 'srv/net/web.config',
    secrets: [password(/Main|connectionString/), password(/ApiSecret/)],
    content: (first, second) => `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <connectionStrings>
    <add name="Main" connectionString="Server=db;Database=app;User Id=app;Password=${first}" providerName="System.Data.SqlClient" />
  </connectionStrings>
  <appSettings>
    <add key="ApiSecret" value="${second}" />
  </appSettings>
</configuration>
`,
  },
  {
    path: 'srv/www/wp-config.php',
    secrets: [password(/^DB_PASSWORD$/), token('{[A-Za-z0-9!@#%^&*()_+~.,:;?]:64}', /^AUTH_KEY$/)],
    content: (first, second) => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wordpress' );
define( 'DB_PASSWORD', '${first}' );
define( 'AUTH_KEY', '${second}' );
$table_prefix = 'wp_';
`,
  },
  {
    path: 'srv/django/app/settings.py',
    secrets: [token('{[a-z0-9!@#%^&*_=+-]:50}', /^SECRET_KEY$/), password(/PASSWORD$/)],
    content: (first, second) => `import os

DEBUG = False
SECRET_KEY = '${first}'
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'USER': 'app',
        'PASSWORD': '${second}',
    }
}
`,
  },
]
