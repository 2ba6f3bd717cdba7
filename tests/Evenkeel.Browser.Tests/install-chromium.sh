#!/bin/sh
# Installs the browser that these tests drive, where it is missing: on Debian and its kin from their own packages.
set -e
for browser in "$EVENKEEL_CHROMIUM" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    if [ -n "$browser" ] && [ -x "$browser" ]; then echo "Found $browser."; exit 0; fi
done
if ! command -v apt-get > /dev/null; then
    echo "No Chromium here, and no apt-get to install it. Install Chromium and name it in EVENKEEL_CHROMIUM." >&2
    exit 3
fi
sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -q
$sudo apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core
