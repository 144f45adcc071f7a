/** Credentials as the engine takes them in `X-Registry-Auth` (https://docs.docker.com/reference/api/engine/ "Authentication"). */
export type AuthConfig = {
  serveraddress: string
  username?: string
  password?: string
  identitytoken?: string
  registrytoken?: string
}
