#!/usr/bin/env bash
# Reading one report: OOMAnalyser (Python, https://github.com/CarstenGrohmann/OOMAnalyser) beside memhelp.
# Usage: oomanalyser-vs-us.sh CHECKOUT_OF_OOMANALYSER
# It is in no package registry; without a checkout only our side is measured.
set -euo pipefail
cd "$(dirname "$0")/../.."
report=$PWD/tests/MemHelpBot.Benchmarks/Reports/oom-14k.log
checkout=${1:-}
if [ -n "$checkout" ] && [ -f "$checkout/OOMAnalyser.py" ]; then
  PYTHONPATH=$checkout python3 - "$report" <<'PY'
import statistics, sys, time
try:
    import OOMAnalyser
    text = open(sys.argv[1], encoding="utf-8").read()
    def read():
        entity = OOMAnalyser.OOMEntity(text)
        OOMAnalyser.OOMAnalyser(entity).analyse()
    for _ in range(3):
        read()
    seconds = []
    for _ in range(21):
        started = time.perf_counter()
        read()
        seconds.append(time.perf_counter() - started)
    print(f"OOMAnalyser: median of 21, in process, CPython {sys.version.split()[0]}: {statistics.median(seconds) * 1000:.2f} ms")
except Exception as error:
    print(f"OOMAnalyser: skipped, its interface differs from the one this script knows: {error!r}")
PY
else
  echo 'OOMAnalyser: skipped, no checkout given (first argument: a folder with OOMAnalyser.py)'
fi
dotnet run -c Release --project tests/MemHelpBot.Benchmarks -- --filter '*ReportBenchmarks*'
