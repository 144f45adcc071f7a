import { compose } from './applications/compose.js'
import { djangoSettings } from './applications/django-settings.js'
import { dotenv } from './applications/dotenv.js'
import { appsettings, webConfig } from './applications/dotnet.js'
import { erlangCookie } from './applications/erlang-cookie.js'
import { jenkinsAdminPassword, jenkinsMasterKey } from './applications/jenkins.js'
import { livekit } from './applications/livekit.js'
import { phpConfig } from './applications/php-config.js'
import { railsConfig, railsKey } from './applications/rails.js'
import { ciJobs, dockerfile, shellScript } from './applications/scripts.js'
import { shellHistory } from './applications/shell-history.js'
import { spring } from './applications/spring.js'
import { awsConfig } from './cloud/aws-config.js'
import { azureCredentials } from './cloud/azure.js'
import { gcloudCredentials, gcloudStore } from './cloud/gcloud.js'
import { kubeconfig } from './cloud/kubeconfig.js'
import { kubernetesSecret } from './cloud/kubernetes-secret.js'
import { s3Config, s3fsPassword } from './cloud/object-storage.js'
import { rcloneConf } from './cloud/rclone.js'
import { terraformState } from './cloud/terraform-state.js'
import { terraformRc, terraformVars } from './cloud/terraform-vars.js'
import { vaultToken } from './cloud/vault-token.js'
import { databaseHistory, redisHistory } from './databases/histories.js'
import { myCnf, mylogin } from './databases/my-cnf.js'
import { pgpass } from './databases/pgpass.js'
import { redisConf } from './databases/redis-conf.js'
import type { CredentialFormat } from './format.js'
import { forgeCli } from './git/forge-cli.js'
import { gitConfig } from './git/git-config.js'
import { gitCredentials } from './git/git-credentials.js'
import { netrc } from './git/netrc.js'
import { subversionAuth } from './git/subversion.js'
import { gnupgKey, gnupgSecring } from './keys/gnupg.js'
import { dropbearHostKey, snakeoilKey, sshHostKey } from './keys/host-keys.js'
import { javaKeystore } from './keys/java-keystore.js'
import { htpasswd, shadow } from './keys/password-hashes.js'
import { pkcs12 } from './keys/pkcs12.js'
import { solanaKeyPair } from './keys/solana-key-pair.js'
import { ansibleVault, bitcoinWallet, firefoxLogins, macosKeychain, passwordVault } from './keys/vault-files.js'
import { cifsCredentials, filezilla } from './network/file-shares.js'
import { mailPasswords, msmtprc, ssmtpConf } from './network/mail.js'
import { ipsecSecrets, openvpnAuth, openvpnProfile, pppSecrets } from './network/vpn-logins.js'
import { networkManager, wpaSupplicant } from './network/wifi.js'
import { wireguard } from './network/wireguard.js'
import { cargoCredentials } from './registries/cargo-credentials.js'
import { composerAuth } from './registries/composer-auth.js'
import { dockerConfig } from './registries/docker-config.js'
import { gradleProperties } from './registries/gradle-properties.js'
import { mavenSettings } from './registries/maven-settings.js'
import { npmrc } from './registries/npmrc.js'
import { nugetConfig } from './registries/nuget-config.js'
import { pipConf } from './registries/pip-conf.js'
import { pypirc } from './registries/pypirc.js'
import { bundleConfig, gemCredentials } from './registries/rubygems.js'
import { yarnrc } from './registries/yarnrc.js'

/** Every format; where several match a file, the first one reads it. */
export const credentialFormats: readonly CredentialFormat[] = [
  // Package and container registries.
  npmrc,
  yarnrc,
  composerAuth,
  dockerConfig,
  pypirc,
  pipConf,
  mavenSettings,
  gradleProperties,
  cargoCredentials,
  gemCredentials,
  bundleConfig,
  nugetConfig,
  // Version control.
  netrc,
  gitCredentials,
  gitConfig,
  forgeCli,
  subversionAuth,
  // Clouds and clusters.
  awsConfig,
  azureCredentials,
  kubeconfig,
  kubernetesSecret,
  s3Config,
  s3fsPassword,
  rcloneConf,
  terraformState,
  terraformRc,
  terraformVars,
  vaultToken,
  gcloudStore,
  // Databases.
  pgpass,
  myCnf,
  mylogin,
  redisConf,
  databaseHistory,
  redisHistory,
  // Networks.
  wireguard,
  wpaSupplicant,
  networkManager,
  openvpnAuth,
  openvpnProfile,
  pppSecrets,
  ipsecSecrets,
  msmtprc,
  ssmtpConf,
  mailPasswords,
  cifsCredentials,
  filezilla,
  // Keys, hashes and stores.
  sshHostKey,
  dropbearHostKey,
  snakeoilKey,
  shadow,
  htpasswd,
  javaKeystore,
  pkcs12,
  passwordVault,
  macosKeychain,
  firefoxLogins,
  bitcoinWallet,
  gnupgKey,
  gnupgSecring,
  ansibleVault,
  solanaKeyPair,
  // Applications.
  railsKey,
  railsConfig,
  jenkinsAdminPassword,
  jenkinsMasterKey,
  erlangCookie,
  livekit,
  appsettings,
  webConfig,
  phpConfig,
  djangoSettings,
  spring,
  compose,
  shellHistory,
  ciJobs,
  dockerfile,
  shellScript,
  dotenv,
  // Any JSON that says it is Google's.
  gcloudCredentials,
]
