#!/usr/bin/env bash
# `memhelp scan` beside ripgrep (finds the same lines) and lnav (extracts three fields by a pattern) on a generated syslog.
# Usage: scan-vs-peers.sh [LOG]   Environment: SIZE=1GiB REPORTS=600 SEED=1 RUNS=7, MEMHELP=an executable instead of a fresh build
# Needs rg, lnav, GNU time. Median of RUNS interleaved runs, the log in the page cache.
set -euo pipefail
cd "$(dirname "$0")/../.."
size=${SIZE:-1GiB} reports=${REPORTS:-600} seed=${SEED:-1} runs=${RUNS:-7}
work=${TMPDIR:-/tmp}/memhelp-scan-vs-peers
log=${1:-$work/$size-$reports-$seed.log}
truth=${log%.log}.truth.jsonl
mkdir -p "$work"
[ "$runs" -ge 7 ] || echo "note: fewer than 7 runs"
for tool in rg lnav /usr/bin/time; do command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install ripgrep lnav time"; exit 1; }; done

generator() { dotnet run -c Release --project tests/MemHelpBot.LogGenerator -- "$@"; }
[ -f "$log" ] || generator --size "$size" --seed "$seed" --reports "$reports" --out "$log" --truth "$truth"
memhelp=${MEMHELP:-$work/memhelp/memhelp}
if [ -z "${MEMHELP:-}" ]; then
  dotnet publish src/MemHelpBot.Cli -c Release -r linux-x64 --self-contained true -v q -nodeReuse:false -o "$work/memhelp" >/dev/null
fi

# The literals of the scan, one a line; the same lines must match.
"$memhelp" scan --list-literals >"$work/literals" || { echo 'memhelp scan --list-literals failed: nothing to compare with'; exit 1; }
rg -a -c -F -f "$work/literals" "$log" >"$work/rg.count"
"$memhelp" scan "$log" --format jsonl >"$work/scan.jsonl"
ours=$(python3 - "$work/scan.jsonl" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    found = json.loads(line)
    found = found.get("summary", found)
    if "matching_lines" in found:
        print(found["matching_lines"])
PY
)
echo "log: $(stat -c %s "$log") bytes, lines with a literal: rg $(cat "$work/rg.count"), memhelp ${ours:-not told}"
[ -z "$ours" ] || [ "$ours" = "$(cat "$work/rg.count")" ] || { echo 'the counts differ: the times would not be comparable'; exit 1; }
[ ! -f "$truth" ] || generator --check "$work/scan.jsonl" --truth "$truth" || true

cat >"$work/lnav.sql" <<'SQL'
;SELECT regexp_match('Killed process (\d+),?(?: UID \d+,)? \((.*?)\),?(?: UID \d+,)? total-vm:\d+kB, anon-rss:(\d+)kB', log_body) AS victim FROM all_logs WHERE log_body LIKE '%Killed process%total-vm%'
:write-csv-to -
SQL
run_rg() { rg -a -c -F -f "$work/literals" "$log"; }
run_memhelp() { "$memhelp" scan "$log" --format jsonl; }
run_lnav() { lnav -n -f "$work/lnav.sql" "$log"; }
export -f run_rg run_memhelp run_lnav
export work log memhelp

cat "$log" >/dev/null # warm
peers=(rg memhelp lnav)
for peer in "${peers[@]}"; do : >"$work/$peer.times"; done
for ((i = 0; i < runs; i++)); do
  for peer in "${peers[@]}"; do
    /usr/bin/time -f '%e %M' -a -o "$work/$peer.times" bash -c "run_$peer" >"$work/$peer.out" 2>"$work/$peer.err" || { echo "$peer failed: $(tail -n 1 "$work/$peer.err")"; exit 1; }
  done
done

python3 - "$work" "$log" "${peers[@]}" <<'PY'
import os, statistics, sys
work, log, *peers = sys.argv[1:]
size = os.path.getsize(log)
medians = {}
print(f"{'program':<10}{'median s':>10}{'best s':>10}{'MB/s':>8}{'peak MB':>9}")
for peer in peers:
    rows = [line.split() for line in open(f"{work}/{peer}.times") if len(line.split()) == 2]
    seconds = [float(s) for s, _ in rows]
    medians[peer] = statistics.median(seconds)
    print(f"{peer:<10}{medians[peer]:>10.2f}{min(seconds):>10.2f}{size / 1e6 / max(medians[peer], 1e-9):>8.0f}{max(int(k) for _, k in rows) / 1024:>9.0f}")
for peer in peers:
    if peer != "memhelp":
        print(f"memhelp / {peer}: {medians['memhelp'] / medians[peer]:.2f}")
PY
