#!/bin/sh
# Kills an ingest 200 times (or as often as told) at random moments: kill-ingest.sh [times]
set -eu
cd "$(dirname "$0")/.."
MEMHELP_KILLS="${1:-200}" dotnet test tests/MemHelpBot.Cli.Tests -c Release --filter "FullyQualifiedName~KilledIngestTests" --logger "console;verbosity=detailed"
