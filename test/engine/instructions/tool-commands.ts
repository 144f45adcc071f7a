/** One command of each kind that takes a literal password or token. */
export const toolCommands: ((value: string) => string)[] = [
  (v) => `pip install --extra-index-url https://ci:${v}@pypi.example.org/simple app`,
  (v) => `npm config set //registry.example.org/:_authToken ${v}`,
  (v) => `git clone https://ci:${v}@git.example.org/app.git`,
  (v) => `wget --user=ci --password=${v} https://example.org/app.zip`,
  (v) => `redis-cli -a ${v} ping`,
  (v) => `composer config --global http-basic.repo.example.org ci ${v}`,
  (v) => `bundle config set --local gems.example.org ci:${v}`,
  (v) => `cargo login --registry acme ${v}`,
  (v) => `docker login -u ci -p ${v} registry.example.org`,
  (v) => `sshpass -p ${v} ssh host.example.org`,
  (v) => `openssl pkcs12 -export -in a -out b -passout pass:${v}`,
  (v) => `gpg --batch --passphrase=${v} -d a.gpg`,
  (v) => `usermod -p $(openssl passwd -6 ${v}) app`,
  (v) => `psql -c "ALTER USER app WITH PASSWORD '${v}'"`,
  (v) => `mc alias set acme https://s3.example.org admin ${v}`,
  (v) => `/opt/jboss/wildfly/bin/add-user.sh admin ${v} --silent`,
  (v) => `sed -i 's/requirepass foobared/requirepass ${v}/' /etc/redis.conf`,
  (v) => `echo "db:5432:*:app:${v}" > ~/.pgpass && rm ~/.pgpass`,
  (v) =>
    `echo "<settings><servers><server><id>a</id><username>u</username><password>${v}</password></server></servers></settings>" > ~/.m2/settings.xml`,
  (v) => `echo "mysql-server mysql-server/root_password password ${v}" | debconf-set-selections`,
]
