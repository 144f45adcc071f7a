/** Passwords that documentation, images and installers hand to everybody. */
const everywhere = new Set(
  `password passw0rd p@ssw0rd p@ssword passwd pass pass123 pass1234 password1 password123 password1234 admin admin123 admin1234 administrator
  root root123 rootroot rootpass rootpassword rootpw toor guest test test123 test1234 testing tester testpass testpassword secret secret123 s3cr3t
  supersecret topsecret mysecret mysecretpassword mysecretkey my-secret-pw my-secret mypassword mypass userpass userpassword dbpass dbpassword
  qwerty qwerty123 letmein welcome welcome1 1234 12345 123456 1234567 12345678 123456789 1234567890 111111 000000 123123 654321 666666 888888 112233
  0000 1111 123 321 abc123 asdf asdfgh postgres postgresql mysql mariadb mongo mongodb redis rabbitmq rabbit elastic elasticsearch kibana neo4j
  minio minioadmin minio123 miniosecret accesskey secretkey vagrant docker docker123 container ubuntu debian alpine centos fedora jenkins sonar sonarqube tomcat s3cret
  grafana zabbix nagios oracle oracle123 system manager sys sa wordpress drupal joomla magento odoo superset airflow hadoop hive spark keycloak
  artifactory nexus gitlab gitea gogs nextcloud owncloud rancher portainer couchdb cassandra influxdb influx demo developer dev app
  super superuser supervisor operator service public private default user abc securepassword strongpassword yourstrong(!)password yourstrong!passw0rd changeit nimda pi raspberry raspberrypi kali
  sshpassword ssh login local localhost screencast opensuse x11vnc vncpassword vnc headless jupyter ros symfony laravel homestead django`
    .trim()
    .split(/\s+/),
)

/** `abc123`, `abcdef123456`: what the keys of a keyboard count up to. */
const counting = /^(?:abc|abcd|abcdef)(?:123|1234|12345|123456)[!*.]?$/

/**
 * Whether a password is a well-known default, which works until somebody changes it: `postgres`, `toor`, `minioadmin`, or simply
 * the account's own name. `user` is the account, if known.
 */
export function isDefaultPassword(value: string, user?: string): boolean {
  const text = value.toLowerCase()
  // The login that the documentation of MongoDB's image gives to everybody.
  if (counting.test(text) || (text === 'example' && user === 'root')) return true
  if (everywhere.has(text) || everywhere.has(text.replace(/[-_]/g, ''))) return true
  return user !== undefined && user.length > 1 && text === user.toLowerCase()
}
