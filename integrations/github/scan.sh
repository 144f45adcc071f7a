#!/usr/bin/env bash
# Scans for action.yml, whose inputs come as INPUT_*: annotations on stdout, the job summary in $GITHUB_STEP_SUMMARY, reports in
# files, outputs in $GITHUB_OUTPUT. Exits as jetsam does. Inputs are data: none is evaluated.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

sarif=${INPUT_SARIF:-jetsam.sarif}
json=${INPUT_JSON:-jetsam.json}
arguments=(--format github --output "sarif=$sarif" --output "json=$json" --fail-on "${INPUT_FAIL_ON:-medium:likely}")
if [ -n "${INPUT_BASELINE:-}" ]; then arguments+=(--baseline "$INPUT_BASELINE"); fi
if [ -n "${INPUT_DOCKERFILE:-}" ]; then arguments+=(--dockerfile "$INPUT_DOCKERFILE"); fi

# lines TEXT COMMAND...: the command with each line of the text that is not blank.
lines() {
  local text=$1 line
  shift
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    if [ -n "${line//[[:space:]]/}" ]; then "$@" "$line"; fi
  done <<<"$text"
}
add() { arguments+=("$@"); }
lines "${INPUT_COMPOSE:-}" add --compose
lines "${INPUT_ARGUMENTS:-}" add
add --
lines "${INPUT_IMAGE:-}" add

rm -f -- "$sarif" "$json"
node "$root/dist/main.js" scan "${arguments[@]}"
code=$?

if [ -e "$sarif" ]; then
  # GitHub shows suppressed results as open alerts.
  node "$root/integrations/github/drop-suppressed.mjs" "$sarif" || { code=2; sarif=; }
else
  sarif=
fi
findings=
if [ -e "$json" ]; then
  findings=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).findings.length' "$json")
else
  json=
fi

output() { if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s=%s\n' "$1" "${2//$'\n'/}" >>"$GITHUB_OUTPUT"; fi; }
output exit-code "$code"
output findings "$findings"
output sarif "$sarif"
output json "$json"
exit "$code"
