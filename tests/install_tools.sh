#!/bin/sh
# Finds the programs the tests drive, or installs them through the system's packages: a Chromium (needed), a pandoc and
# a pdftoppm (tests that miss those are skipped and say so).
set -eu

have() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

missing=""
if [ -z "${GEOMAP_CHROMIUM:-}" ]; then
    have chromium chromium-browser google-chrome google-chrome-stable chrome || missing="$missing chromium"
fi
have pandoc || missing="$missing pandoc"
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
echo "Installing through the system's packages:$missing"
if have apt-get; then
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $missing fonts-dejavu-core fonts-noto-core >/dev/null
elif have dnf; then
    # shellcheck disable=SC2086
    $as_root dnf install -y -q $missing
elif have apk; then
    # shellcheck disable=SC2086
    $as_root apk add -q $missing
elif have brew; then
    # shellcheck disable=SC2086
    brew install $missing
else
    echo "No package manager known here. Install$missing; a Chromium elsewhere can be named in GEOMAP_CHROMIUM." >&2
    exit 1
fi
