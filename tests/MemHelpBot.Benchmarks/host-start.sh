#!/bin/sh
# Measures the start of the host: from `dotnet MemHelpBot.dll` to the first answer of POST /api/diagnose, with the shipped corpus.
# Usage: host-start.sh [directory of the built host] [runs]. Prints seconds of each run, then the median.
# The cache of the opened corpus lies in a directory of its own: the first run (not counted) fills it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
host=${1:-$here/../../src/MemHelpBot/bin/Release/net10.0}
runs=${2:-7}
port=${PORT:-39787}
report=$here/Reports/oom-14k.log
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi; rm -rf "$work"' EXIT INT TERM
export XDG_CACHE_HOME="$work/cache" XDG_DATA_HOME="$work/data"

one() {
    begin=$(date +%s%N)
    dotnet "$host/MemHelpBot.dll" --urls "http://localhost:$port" >"$work/log" 2>&1 &
    server=$!
    until curl -sf -H 'Content-Type: text/plain' --data-binary "@$report" -o "$work/answer" "http://localhost:$port/api/diagnose"; do
        if ! kill -0 "$server" 2>/dev/null; then
            cat "$work/log" >&2
            exit 1
        fi
        sleep 0.01
    done
    end=$(date +%s%N)
    kill "$server"
    wait "$server" 2>/dev/null || true
    server=
    grep -q '"host-ram-exhausted"' "$work/answer"
    awk -v ns=$((end - begin)) 'BEGIN { printf "%.3f\n", ns / 1e9 }'
}

one >/dev/null
i=0
while [ "$i" -lt "$runs" ]; do
    one
    i=$((i + 1))
done | tee "$work/seconds"
sort -n "$work/seconds" | awk '{ s[NR] = $1 } END { printf "median %.3f s of %d runs\n", s[int((NR + 1) / 2)], NR }'
