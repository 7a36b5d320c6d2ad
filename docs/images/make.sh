#!/bin/sh
# Makes the pictures of the README again, from the real program in chromium. Wants .NET, chromium and a Chinese font.
set -eu
cd "$(dirname "$0")/../.."
MEMHELP_WRITE_DOCS=1 dotnet test tests/MemHelpBot.Host.Tests --filter FullyQualifiedName~ReadmePictures "$@"
