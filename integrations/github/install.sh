#!/usr/bin/env bash
# Makes the jetsam of this checkout ready to run. Part of action.yml.
set -euo pipefail
cd "$(dirname "$0")/../.."

node -e '
  const [major, minor] = process.versions.node.split(".").map(Number)
  process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)
' || { echo "::error::jetsam needs Node.js 20.19 or newer: put actions/setup-node before it"; exit 2; }

# npm ci builds, too.
if [ ! -e dist/main.js ]; then npm ci --no-audit --no-fund; fi
