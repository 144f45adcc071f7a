const roots =
  /^\/(?:app|apps|bin|boot|build|builds|ca|cache|cert|certs|code|conf|config|data|dev|etc|go|home|htpasswd|java|jenkins|keys?|lib|lib64|local|log|logs|media|mnt|opt|out|output|proc|project|pki|root|run|sbin|secrets?|service|share|shared|site|source|src|srv|ssl|storage|sys|target|temp|tls|tmp|usr|Users|vault|var|vol|volume|web|work|workdir|workspace|www)(?:\/|$)/i
const extension =
  /\.(?:asc|bak|cer|cfg|cnf|conf|config|crt|csr|csv|db|der|env|gpg|gz|html?|ini|jar|jks|js|json|key|keystore|kdbx?|lock|log|md|p12|p8|pem|pfx|php|pid|plist|properties|ps1|pub|py|rb|secret|sh|so|sock|sql|tar|tgz|toml|ts|txt|token|war|whl|xml|ya?ml|zip)$/i

/** Whether a value is the name of a file or folder, or a list of them: `/run/x`, `./a/b`, `~/.ssh/id`, `C:\x`, `certs/server.pem`, `/bin:/usr/bin`. */
export function isPath(value: string): boolean {
  if (value.length > 4096 || /[\n\r]/.test(value)) return false
  if (
    /^(?:\.{1,2}|~[A-Za-z0-9_-]{0,32})(?:\/|$)/.test(value) ||
    /^[A-Za-z]:[\\/]/.test(value) ||
    value.startsWith('\\\\')
  )
    return true
  if (/^[\w.@+-]+(?:\/[\w.@+ -]+)*$/.test(value) && extension.test(value)) return true
  if (!value.startsWith('/')) return false
  if (value === '/' || roots.test(value) || extension.test(value)) return true
  // Base64 may start with a slash as well: a path is made of words.
  return value
    .split(/[/:]/)
    .every((part) => part.length <= 40 && /^(?:[a-z][a-z_.-]*\d{0,4}|[A-Z][a-z]+|[\d.]*)$/.test(part))
}
