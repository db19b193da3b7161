#!/bin/sh
# Finds a Chromium for the browser tests, or installs one through the system's packages.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ -n "${GEOMAP_CHROMIUM:-}" ] && [ -x "$GEOMAP_CHROMIUM" ]; then
    exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi
echo "No Chromium found; installing one through the system's packages."
if command -v apt-get >/dev/null 2>&1; then
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium fonts-dejavu-core fonts-noto-core
elif command -v dnf >/dev/null 2>&1; then
    $as_root dnf install -y chromium
elif command -v apk >/dev/null 2>&1; then
    $as_root apk add chromium
elif command -v brew >/dev/null 2>&1; then
    brew install --cask chromium
else
    echo "No package manager known here. Install Chromium and set GEOMAP_CHROMIUM to its path." >&2
    exit 1
fi
