# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# What the scripts of this folder share. To be read with `.`, from a script that lies beside it.
#
# DOCKET_BUILD_DIR   the build folder, _build unless set
# DOCKET_SETUP_ARGS  further arguments for `meson setup`, separated by spaces

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=${DOCKET_BUILD_DIR:-_build}
case $build in
  /*) ;;
  *) build=$root/$build ;;
esac

say () {
  printf '%s\n' "$*" >&2
}

die () {
  say "$(basename "$0"): $*"
  exit 1
}

# Configures the build folder where that has not been done, and builds.
build_docket () {
  if [ ! -f "$build/build.ninja" ]; then
    # shellcheck disable=SC2086 # a list of arguments
    meson setup "$build" "$root" ${DOCKET_SETUP_ARGS:-}
  fi
  meson compile -C "$build"
}

# Prints where the build folder holds the program $1.
built_program () {
  find "$build" -type f -perm -u+x -name "$1" -print | head -n 1 | grep . || die "$1 was not built in $build"
}

# Lets programs run from the build folder as if they were installed.
use_build_folder () {
  export GSETTINGS_SCHEMA_DIR="$build/data"
}

# Waits until the command given after the number of seconds $1 succeeds.
wait_until () {
  _tries=$(($1 * 10))
  shift
  while ! "$@"; do
    _tries=$((_tries - 1))
    [ "$_tries" -gt 0 ] || return 1
    sleep 0.1
  done
}

# Starts a display and a message bus of their own, with nothing of the person's own settings and
# files in reach. $scratch is a fresh folder; end_headless takes all of it away again.
start_headless () {
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/docket-XXXXXX")
  xvfb_pid=
  bus_pid=
  trap end_headless EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  mkdir -m 700 "$scratch/run" "$scratch/home"
  export HOME="$scratch/home" XDG_RUNTIME_DIR="$scratch/run"
  unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME WAYLAND_DISPLAY XAUTHORITY
  export GDK_BACKEND=x11 GSK_RENDERER=cairo GIO_USE_VFS=local GSETTINGS_BACKEND=memory
  export ADW_DISABLE_PORTAL=1 NO_AT_BRIDGE=0

  Xvfb -displayfd 3 -screen 0 "${1:-1100x720}x24" -nolisten tcp -noreset \
    3>"$scratch/display" >"$scratch/xvfb.log" 2>&1 </dev/null &
  xvfb_pid=$!
  wait_until 20 test -s "$scratch/display" || die "Xvfb did not start: $(cat "$scratch/xvfb.log")"
  DISPLAY=:$(cat "$scratch/display")
  export DISPLAY

  dbus-daemon --session --fork --print-address=3 --print-pid=4 \
    3>"$scratch/bus-address" 4>"$scratch/bus-pid" || die "the message bus did not start"
  DBUS_SESSION_BUS_ADDRESS=$(cat "$scratch/bus-address")
  export DBUS_SESSION_BUS_ADDRESS
  bus_pid=$(cat "$scratch/bus-pid")
}

end_headless () {
  _status=$?
  trap - EXIT
  [ -z "$bus_pid" ] || kill "$bus_pid" 2>/dev/null || :
  if [ -n "$xvfb_pid" ]; then
    kill "$xvfb_pid" 2>/dev/null || :
    wait "$xvfb_pid" 2>/dev/null || :
  fi
  # What the bus had started ends a moment after it, and may still be writing.
  rm -rf "$scratch" 2>/dev/null || { sleep 1; rm -rf "$scratch"; }
  exit "$_status"
}
