import { fresh, freshPrivateKey, templates } from '../../harness/fresh.js'
import { base64, type CredentialFile, password, token } from './kind.js'

const awsKeyId = () => token(templates.awsKeyId, /aws_access_key_id$/)

/** Credentials of clouds and of what runs in them. */
export const cloudFiles: CredentialFile[] = [
  {
    path: 'root/.aws/credentials',
    secrets: [awsKeyId(), token(templates.awsSecretKey, /aws_secret_access_key$/)],
    content: (id, key) => `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${key}\n`,
  },
  {
    path: 'root/.aws/config',
    secrets: [awsKeyId(), token(templates.awsSecretKey, /aws_secret_access_key$/)],
    content: (id, key) =>
      `[default]\nregion = eu-central-1\noutput = json\n\n[profile ops]\naws_access_key_id = ${id}\naws_secret_access_key = ${key}\n`,
  },
  {
    path: 'root/.config/gcloud/application_default_credentials.json',
    secrets: [token('GOCSPX-{base64url:28}', /client_secret$/), token('1//0{base64url:98}', /refresh_token$/)],
    content: (secret, refresh) => `{
  "client_id": "${fresh('{digits:12}-{base36:32}')}.apps.googleusercontent.com",
  "client_secret": "${secret}",
  "refresh_token": "${refresh}",
  "type": "authorized_user"
}
`,
  },
  {
    path: 'srv/app/service-account.json',
    secrets: [{ value: freshPrivateKey(), key: /private_key$/, raw: (pem) => pem.replaceAll('\n', '\\n') }],
    content: (key) => `{
  "type": "service_account",
  "project_id": "harbour-works",
  "private_key_id": "${fresh('{hex:40}')}",
  "private_key": "${key}",
  "client_email": "builder@harbour-works.iam.gserviceaccount.com",
  "client_id": "${fresh('{digits:21}')}",
  "token_uri": "https://oauth2.googleapis.com/token"
}
`,
  },
  {
    path: 'root/.azure/service_principal_entries.json',
    secrets: [token('{base62:3}8Q~{base64url:34}', /client_secret$/)],
    content: (value) => `[
  {
    "client_id": "${fresh('{uuid}')}",
    "tenant": "${fresh('{uuid}')}",
    "client_secret": "${value}"
  }
]
`,
  },
  {
    path: 'root/.kube/config',
    secrets: [
      { value: freshPrivateKey('pkcs1'), key: /client-key-data$/, raw: (pem) => base64(pem) },
      token('{base62:32}', /token$/),
    ],
    content: (key, value) => `apiVersion: v1
kind: Config
clusters:
- name: harbour
  cluster:
    server: https://10.0.0.1:6443
users:
- name: admin
  user:
    client-key-data: ${key}
- name: ci
  user:
    token: ${value}
`,
  },
  {
    path: 'srv/app/secret.yaml',
    secrets: [{ ...password(/db-password$/), raw: base64 }, password(/api-password$/)],
    content: (first, second) => `apiVersion: v1
kind: Secret
metadata:
  name: app
type: Opaque
data:
  db-password: ${first}
stringData:
  api-password: ${second}
`,
  },
  {
    path: 'root/.s3cfg',
    secrets: [awsKeyId(), token(templates.awsSecretKey, /secret_key$/)].map((secret, index) =>
      index === 0 ? { ...secret, key: /access_key$/ } : secret,
    ),
    content: (id, key) =>
      `[default]\naccess_key = ${id}\nhost_base = s3.example.org\nsecret_key = ${key}\nuse_https = True\n`,
  },
  {
    path: 'root/.config/rclone/rclone.conf',
    secrets: [token('{base62:43}', /secret_access_key$/)],
    content: (value) => `[backup]\ntype = s3\nprovider = Minio\naccess_key_id = backup\nsecret_access_key = ${value}\n`,
  },
  {
    path: 'srv/infra/terraform.tfstate',
    secrets: [password(/db_password/), password(/password$/)],
    content: (first, second) => `{
  "version": 4,
  "terraform_version": "1.7.5",
  "outputs": {
    "db_password": {
      "value": "${first}",
      "type": "string",
      "sensitive": true
    }
  },
  "resources": [
    {
      "mode": "managed",
      "type": "aws_db_instance",
      "name": "main",
      "instances": [
        {
          "attributes": {
            "engine": "postgres",
            "password": "${second}",
            "username": "app"
          }
        }
      ]
    }
  ]
}
`,
  },
  {
    path: 'srv/infra/prod.tfvars',
    secrets: [password(/db_password$/)],
    content: (value) => `region      = "eu-central-1"\ndb_password = "${value}"\n`,
  },
]
