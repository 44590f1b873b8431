# Sourced by check.sh and check-source.sh, in the checkout's folder: a clean Debian 12 in a folder of its own, and what is done in it.

step() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

# need TOOL...: root, and these tools besides the ones that the functions below use.
need() {
  local tool
  [ "$(id -u)" = 0 ] || { echo "$0 installs a Debian of its own, which only root may: sudo $0" >&2; exit 1; }
  for tool in debootstrap Xvfb xdotool import "$@"; do
    command -v "$tool" >/dev/null || {
      echo "$0 needs $tool: apt install debootstrap xvfb xdotool imagemagick lintian git" >&2
      exit 1
    }
  done
}

root=
xvfb=
window=
clean() {
  [ -z "$window" ] || kill "$window" 2>/dev/null || true
  [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
  [ -n "$root" ] || return 0
  wait
  # Nothing is deleted below a mount: the innermost goes first, and what stays mounted keeps the folder.
  awk -v root="$root" '$2 == root || index($2, root "/") == 1 { print $2 }' /proc/mounts | sort -r | while read -r mounted; do
    # What was ended a moment ago may still be in it.
    umount "$mounted" 2>/dev/null || { sleep 3 && umount "$mounted"; } || echo "Still mounted: $mounted" >&2
  done
  if grep -q " $root[/ ]" /proc/mounts; then
    echo "The folder $root stays, because something is mounted in it." >&2
  else
    rm -rf --one-file-system "$root"
  fi
}

# clean_debian MIRROR LOG: makes $root; it goes when the script ends.
clean_debian() {
  trap clean EXIT
  trap 'exit 130' INT TERM
  root=$(mktemp -d)
  chmod 755 "$root"
  # A mount of its own: Java asks which file system a folder lies in, and finds none where / is no mount.
  mount --bind "$root" "$root"
  debootstrap --variant=minbase bookworm "$root" "$1" >"$2" || fail "see $2"
  mount -t proc proc "$root/proc"
  # Nothing that is installed may start a service.
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  # No function: in the background it is the program itself then, and can be ended.
  person=(chroot --userspec=person:person "$root" env -i -C /home/person PATH=/usr/bin:/bin HOME=/home/person)
  inside useradd -m -s /bin/bash person
  inside apt-get update -qq
}

# inside COMMAND: as root in the clean Debian.
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive HOME=/root LANG=C.UTF-8 "$@"; }

# display FILE: starts a display, names it in DISPLAY, and keeps its number in FILE.
display() {
  exec 3>"$1"
  # Without -noreset it begins anew whenever xdotool lets go, and whoever comes just then is refused.
  Xvfb -noreset -displayfd 3 -screen 0 1440x900x24 >/dev/null 2>&1 &
  xvfb=$!
  until [ -s "$1" ]; do sleep 0.1; done
  # Its socket has an abstract name too, which a program in the clean root reaches without a mount.
  DISPLAY=:$(cat "$1")
  export DISPLAY
}

# look NAME COMMAND: starts the window in the clean Debian as a person, takes its picture NAME.png, and ends it.
look() {
  local name=$1 began
  shift
  began=$(date +%s%N)
  "${person[@]}" DISPLAY="$DISPLAY" "$@" >"$name.txt" 2>&1 &
  window=$!
  until xdotool search --onlyvisible --name 'AlexNet Studio' >/dev/null 2>&1; do
    kill -0 "$window" 2>/dev/null || { cat "$name.txt"; fail "the window does not come"; }
    [ $(($(date +%s%N) - began)) -lt 60000000000 ] || fail "no window after a minute"
    sleep 0.05
  done
  echo "visible after $((($(date +%s%N) - began) / 1000000)) ms"
  sleep 12
  import -window root "$name.png"
  kill "$window"
  wait "$window" || true
  window=
  echo "What it said:"
  cat "$name.txt"
  ! grep -E 'WARN|ERROR|Exception' "$name.txt" || fail "the log has warnings"
}
