import { expandTemplate } from '../../../src/signatures/expand.js'

const random = (template: string, seed: string) => expandTemplate(template, seed)
const password = random('{base62:10}', 'pw').replace(/^./, 'q')
const word = random('{[a-z]:7}', 'seven')
const long = random('{base62:40}', 'long')
const hexKey = random('{hex:64}', 'hex')
const odd = `${random('{base62:6}', 'odd')}x#%!z9`
const pair = Buffer.from(`deploy:${password}`).toString('base64')
const bridge = Buffer.from(JSON.stringify({ url: 'https://bridge:8443', key: long })).toString('base64')

/** Shapes in which secrets really stand in variables: name, value, the signature and the secret that must come out. */
export const leakyVariables: [name: string, value: string, signature: string, secret: string][] = [
  ['MY_SECRET', word, 'secret-variable', word],
  ['MY_SECRET', `two words ${word} a=b`, 'secret-variable', `two words ${word} a=b`],
  ['DB_PASS', password, 'password-variable', password],
  ['dbPassword', password, 'password-variable', password],
  ['db.password', password, 'password-variable', password],
  ['spring.datasource.password', password, 'password-variable', password],
  ['pgPwd', password, 'password-variable', password],
  ['THEPASSWORD', word, 'password-variable', word],
  ['MYSQL_ROOT_PASSWORD', password, 'password-variable', password],
  ['MYSQL_ROOT_PASSWORD', `"${password}"`, 'password-variable', password],
  ['SSH_PASSPHRASE', password, 'password-variable', password],
  ['ADMIN_PW', password, 'password-variable', password],
  ['PASSWORD_1', password, 'password-variable', password],
  ['DB_PASSWORD_OLD', password, 'password-variable', password],
  ['GITHUB_TOKEN', long, 'secret-variable', long],
  ['githubToken', long, 'secret-variable', long],
  ['AUTH_TOKEN', word, 'secret-variable', word],
  ['SECRET_KEY_BASE', hexKey, 'secret-variable', hexKey],
  ['SECRET_KEY', hexKey, 'secret-variable', hexKey],
  ['API_KEY', hexKey.slice(0, 32), 'secret-variable', hexKey.slice(0, 32)],
  ['apikey', long, 'secret-variable', long],
  ['ACCESS_KEY', long, 'secret-variable', long],
  ['AWS_SECRET_ACCESS_KEY', long, 'secret-variable', long],
  ['ENCRYPTION_KEY', long, 'secret-variable', long],
  ['WEATHER_KEY', long, 'secret-variable', long],
  ['AUTH_SALT', long, 'secret-variable', long],
  ['ERLANG_COOKIE', long, 'secret-variable', long],
  ['CREDENTIALS', `deploy:${password}`, 'password-variable', password],
  ['HTTP_AUTH', `deploy:${password}`, 'password-variable', password],
  ['NPM_AUTH', pair, 'basic-auth', password],
  ['REDIS_AUTH', long, 'secret-variable', long],
  ['POSTGRES_PASSWORD', 'postgres', 'default-password', 'postgres'],
  ['MINIO_ROOT_PASSWORD', 'minioadmin', 'default-password', 'minioadmin'],
  ['DB_PASSWORD', '123456', 'default-password', '123456'],
  ['DATABASE_URL', `postgres://app:${password}@db:5432/app`, 'url-password', password],
  ['ANYTHING', `see amqp://app:${password}@mq/vhost`, 'url-password', password],
  ['REDIS_URL', `redis://:${password}@cache:6379/0`, 'url-password', password],
  ['MONGO', `mongodb+srv://app:${password}@cluster0.mongodb.net/x`, 'url-password', password],
  ['CHECK', `http://admin:${odd}@localhost/health`, 'url-password', odd],
  ['GIT_REPO', `https://${long}:x-oauth-basic@github.com/acme/app.git`, 'url-password', long],
  ['GIT_REPO', `https://oauth2:${long}@gitlab.com/acme/app.git`, 'url-password', long],
  ['DATABASE_URL', 'postgres://postgres:postgres@db/app', 'default-password', 'postgres'],
  ['JDBC_URL', `jdbc:postgresql://db/app?user=app&password=${password}`, 'url-password', password],
  ['ORACLE', `jdbc:oracle:thin:app/${password}@db:1521/x`, 'url-password', password],
  ['CONNECTION', `Server=db;Database=app;User Id=sa;Password=${password};`, 'url-password', password],
  ['STORAGE', `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${long}==`, 'url-password', `${long}==`],
  ['DB_DSN', `host=db user=app password=${password} sslmode=disable`, 'url-password', password],
  ['MYSQL_DSN', `app:${password}@tcp(db:3306)/app`, 'url-password', password],
  ['FEED', `https://example.org/feed?access_token=${long}`, 'url-password', long],
  ['HTTP_PROXY', `http://jane:${password}@proxy.corp:3128`, 'proxy-password', password],
  ['https_proxy', `http://jane:${password}@10.0.0.1:3128`, 'proxy-password', password],
  ['http_proxy', 'http://proxy.corp:3128', 'internal-address', 'proxy.corp'],
  ['HTTP_PROXY', 'http://10.1.2.3:8080', 'internal-address', '10.1.2.3'],
  ['ALL_PROXY', 'socks5://proxy:1080', 'internal-address', 'proxy'],
  ['BRIDGE_CONF', bridge, 'throw-away-client-key', bridge],
]
