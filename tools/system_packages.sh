#!/bin/sh
# The system packages that Qt and the tests need. Installs them on Debian as root; elsewhere names
# the missing ones in one sentence and goes on, because another system may have them by other names.
set -eu
[ "$(uname -s)" = Linux ] || exit 0
command -v dpkg-query >/dev/null 2>&1 || {
    command -v age >/dev/null 2>&1 || echo "Casefile's tests also use the programs age and pdftoppm; please install them."
    exit 0
}
packages="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 age dbus strace poppler-utils xvfb xauth xdotool"
missing=
for package in $packages; do
    # Newer Debians and Ubuntus name some of these with a suffix (libglib2.0-0t64).
    if ! dpkg-query -W -f '${db:Status-Status}\n' "$package" "${package}t64" 2>/dev/null | grep -qx installed; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ]; then
    echo "Some system packages are missing; please run: sudo apt-get install$missing"
    exit 0
fi
echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
