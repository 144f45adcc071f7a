import { fresh } from '../harness/fresh.js'

const fingerprint = () => fresh('{HEX:40}')
const sha256 = () => fresh('{hex:64}')

/** What the Dockerfiles of official images say, written from memory: key fingerprints, checksums, versions, references, and no secret. */
export const officialImages: Record<string, string> = {
  node: `ENV NODE_VERSION=20.11.1
RUN set -ex && for key in ${fingerprint()} ${fingerprint()} ; do gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$key" || gpg --keyserver keyserver.ubuntu.com --recv-keys "$key" ; done && grep " node-v$NODE_VERSION.tar.xz\\$" SHASUMS256.txt | sha256sum -c -
ENTRYPOINT ["docker-entrypoint.sh"]`,
  python: `ENV GPG_KEY=${fingerprint()} PYTHON_VERSION=3.12.2 PYTHON_SHA256=${sha256()}
ENV PYTHON_GET_PIP_URL=https://github.com/pypa/get-pip/raw/${fresh('{hex:40}')}/public/get-pip.py PYTHON_GET_PIP_SHA256=${sha256()}
RUN GNUPGHOME="$(mktemp -d)"; export GNUPGHOME; gpg --batch --recv-keys "$GPG_KEY"; echo "$PYTHON_GET_PIP_SHA256 *get-pip.py" | sha256sum -c -`,
  postgres: `ENV GOSU_VERSION=1.17 PG_MAJOR=16 PG_VERSION=16.2-1.pgdg120+2 PGDATA=/var/lib/postgresql/data POSTGRES_HOST_AUTH_METHOD=trust
RUN set -ex; key='${fingerprint()}'; gpg --batch --recv-keys "$key"; gpg --batch --export --armor "$key" > /usr/local/share/keyrings/postgres.gpg.asc
HEALTHCHECK CMD PGPASSWORD="$POSTGRES_PASSWORD" pg_isready -U "$POSTGRES_USER"`,
  mysql: `ENV MYSQL_VERSION=8.3.0-1.el8 MYSQL_RANDOM_ROOT_PASSWORD=yes MYSQL_ROOT_PASSWORD_FILE=/run/secrets/db
RUN echo mysql-community-server mysql-community-server/root-pass password '' | debconf-set-selections; mysql -uroot -p"$MYSQL_ROOT_PASSWORD" -e "CREATE USER 'x'@'%' IDENTIFIED BY '$MYSQL_PASSWORD'"
HEALTHCHECK CMD mysqladmin ping -h localhost -u root --password=$MYSQL_ROOT_PASSWORD`,
  mongo: `ENV JSYAML_CHECKSUM=${sha256()}
HEALTHCHECK CMD mongosh --quiet -u "$MONGO_USER" -p "$MONGO_PASS" --eval "db.adminCommand('ping')"`,
  redis: `ENV REDIS_DOWNLOAD_URL=http://download.redis.io/releases/redis-7.2.4.tar.gz REDIS_DOWNLOAD_SHA=${sha256()}
RUN echo "$REDIS_DOWNLOAD_SHA *redis.tar.gz" | sha256sum -c -
HEALTHCHECK CMD redis-cli -a "$REDIS_PASSWORD" ping | grep PONG
CMD ["redis-server"]`,
  nginx: `LABEL maintainer="NGINX Docker Maintainers <docker-maint@nginx.com>"
RUN NGINX_GPGKEYS="${fingerprint()} ${fingerprint()}"; NGINX_GPGKEY_PATH=/etc/apt/keyrings/nginx-archive-keyring.gpg; KEY_SHA512="${fresh('{hex:128}')}"; echo "$KEY_SHA512 */tmp/nginx_signing.rsa.pub" | sha512sum -c -; openssl rsa -pubin -in /tmp/nginx_signing.rsa.pub -noout
CMD ["nginx","-g","daemon off;"]`,
  elasticsearch: `ENV ELASTIC_CONTAINER=true xpack.security.enrollment.enabled=true
LABEL org.opencontainers.image.revision="${fresh('{hex:40}')}" org.label-schema.vcs-url="https://github.com/elastic/elasticsearch"
RUN bin/elasticsearch-keystore create && bin/elasticsearch-users useradd x -p "$ELASTIC_PASSWORD"`,
  'ruby and rails': `ENV RUBY_DOWNLOAD_SHA256=${sha256()} BUNDLE_APP_CONFIG=/usr/local/bundle
RUN bundle config set --local without 'development test' && bundle config build.nokogiri --use-system-libraries && SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile && SECRET_KEY_BASE=dummy rake assets:precompile`,
  'settings that sound like secrets': `ENV TOKENIZERS_PARALLELISM=false MAX_TOKENS=4096 TOKEN_TTL=3600 API_KEY_HEADER=X-Api-Key SESSION_COOKIE_NAME=sid PASSWORD_MIN_LENGTH=12 SECRET_NAME=prod/db/main KMS_KEY_ID=alias/acme PGPASSFILE=/root/.pgpass SSH_AUTH_SOCK=/tmp/agent
ENV HTTP_PROXY= NO_PROXY=localhost DATABASE_URL=sqlite:////data/db.sqlite REDIS_URL=redis://redis:6379/0 DB_PASSWORD=\${DB_PASSWORD} REDIS_PASSWORD=
RUN useradd -m -p '!' app && passwd -l root && ssh-keygen -q -t rsa -N "" -f /k && git config --global credential.helper store && npm config set //registry.npmjs.org/:_authToken '\${NPM_TOKEN}' && heroku auth:whoami && echo "machine github.com login x password $GH" > ~/.netrc && echo "db:5432:*:app:$PGPASSWORD" > ~/.pgpass`,
}
