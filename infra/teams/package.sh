#!/usr/bin/env bash
# Makes the app package for Teams: infra/teams/package.sh APP_ID HOST ORGANISATION [FILE.zip]
set -euo pipefail
cd "$(dirname "$0")"
[ $# -ge 3 ] || { echo 'usage: package.sh APP_ID HOST ORGANISATION [FILE.zip]' >&2; exit 2; }
case $1 in *[!0-9a-fA-F-]* | '') echo "package.sh: \"$1\" is no application id" >&2; exit 2 ;; esac
case $2 in *[!0-9a-zA-Z.-]* | '') echo "package.sh: \"$2\" is no host name" >&2; exit 2 ;; esac
out=$(realpath -m "${4:-$OLDPWD/memhelpbot-teams.zip}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 make_icons.py "$work"
APP_ID=$1 HOST=$2 ORGANISATION=$3 python3 - "$work" "$out" <<'PYTHON'
import json, os, string, sys, zipfile
work, out = sys.argv[1:]
values = {name: json.dumps(os.environ[name])[1:-1] for name in ("APP_ID", "HOST", "ORGANISATION")}
manifest = string.Template(open("manifest.json", encoding="utf-8").read().replace('"$schema"', '"$$schema"')).substitute(values)
json.loads(manifest)
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
    package.writestr("manifest.json", manifest)
    for icon in ("color.png", "outline.png"):
        package.write(os.path.join(work, icon), icon)
PYTHON
echo "$out"
