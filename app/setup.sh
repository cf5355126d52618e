# Shared by app/run and tests/run: installs the Debian packages that are missing. Sourced, not run.

build_packages="g++ cmake ninja-build git ca-certificates
 qt6-base-dev qt6-charts-dev libqt6opengl6-dev qt6-httpserver-dev qt6-websockets-dev libqt6sql6-sqlite
 qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
 libsqlite3-dev prometheus-cpp-dev zlib1g-dev libcurl4-openssl-dev
 fonts-inter"
test_packages="xvfb xauth dbus-daemon prometheus prometheus-alertmanager librapidcheck-dev libbenchmark-dev clang libclang-rt-14-dev
 g++-mingw-w64-x86-64-posix libz-mingw-w64-dev xz-utils wine wine64 desktop-file-utils appstream lintian man-db mmdebstrap strace
 python3 python3-aiosmtpd openssl mold wixl msitools osslsigncode imagemagick curl
 poppler-utils chromium fonts-liberation wrk"

# install_packages NAME…: installs what is not there yet, as root or through sudo.
install_packages() {
    local missing=()
    local name
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "These packages are needed and this system has no apt-get to install them: ${missing[*]}" >&2
        return 1
    fi
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing; please install them as root: ${missing[*]}" >&2
            return 1
        fi
        sudo=(sudo)
    fi
    echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
    # Services that come with a package (Prometheus) must not start by themselves here.
    local policy=/usr/sbin/policy-rc.d
    local ours=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee "$policy" >/dev/null && "${sudo[@]}" chmod +x "$policy" && ours=1
    fi
    local status=0
    # An installation that was cut off earlier (power, a closed terminal) makes apt refuse everything: end it first.
    local quiet=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive)
    { "${quiet[@]}" dpkg --configure -a && "${quiet[@]}" apt-get update -qq &&
      "${quiet[@]}" apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "${missing[@]}"; } >&2 || status=$?
    [ -n "$ours" ] && "${sudo[@]}" rm -f "$policy"
    return $status
}
