#!/usr/bin/env bash
# check.sh [MIRROR [FOLDER]]: builds the .deb, installs it in a clean Debian 12, uses it there as a person who has
# neither Java nor Maven, removes it, and sees what is left. Pictures and logs go to FOLDER (target/installer-check).
# It needs root, and debootstrap, lintian, xvfb, xdotool, imagemagick. A .deb that is built already: DEB=x.deb check.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
mirror=${1:-http://deb.debian.org/debian}
results=${2:-target/installer-check}

[ "$(id -u)" = 0 ] || { echo "check.sh installs a Debian of its own, which only root may: sudo $0" >&2; exit 1; }
for tool in debootstrap lintian Xvfb xdotool import; do
  command -v "$tool" >/dev/null || {
    echo "check.sh needs $tool: apt install debootstrap lintian xvfb xdotool imagemagick" >&2
    exit 1
  }
done

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
    umount "$mounted" || echo "Still mounted: $mounted" >&2
  done
  if grep -q " $root[/ ]" /proc/mounts; then
    echo "The folder $root stays, because something is mounted in it." >&2
  else
    rm -rf --one-file-system "$root"
  fi
}
trap clean EXIT
trap 'exit 130' INT TERM

step() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

mkdir -p "$results"
if [ -z "${DEB:-}" ]; then
  step "Build"
  mvn -B -ntp -q -DskipTests -Pinstaller package
  DEB=$(ls target/installer/*.deb)
fi
size=$(stat -c %s "$DEB")
echo "$DEB: $((size / 1000000)) MB"
[ "$size" -le 180000000 ] || fail "the .deb is larger than 180 MB"

step "lintian"
lintian --allow-root --fail-on error --tag-display-limit 5 "$DEB" | tee "$results/lintian.txt"

step "A clean Debian 12"
root=$(mktemp -d)
chmod 755 "$root"
# A mount of its own: Java asks which file system a folder lies in, and finds none where / is no mount.
mount --bind "$root" "$root"
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$results/debootstrap.txt" || fail "see $results/debootstrap.txt"
mount -t proc proc "$root/proc"
# Nothing that is installed may start a service.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
cp "$DEB" "$root/tmp/alexnet-studio.deb"

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive HOME=/root LANG=C.UTF-8 "$@"; }
# No function: in the background it is the program itself then, and can be ended.
person=(chroot --userspec=person:person "$root" env -i PATH=/usr/bin:/bin HOME=/home/person)
inside useradd -m person
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/alexnet-studio.deb >"$results/apt.txt" 2>&1 ||
  { tail -20 "$results/apt.txt"; fail "the package can't be installed"; }
inside /usr/lib/alexnet-studio/runtime/bin/java -Xshare:on -version 2>/dev/null || fail "the archive of Java's classes does not fit"
! inside sh -c 'command -v java' || fail "the clean system has a Java of its own"
grep -q alexnet.json "$root/usr/share/mime/globs2" || fail "experiment files have no type"

step "doctor"
"${person[@]}" alexnet-studio doctor | tee "$results/doctor.txt"
grep -Eq '^Allocator +keeps its memory' "$results/doctor.txt" || fail "the allocator gives its memory back: training is slow"

step "classify"
"${person[@]}" alexnet-studio classify starter /usr/lib/alexnet-studio/app/sample-images/airplane.jpg | tee "$results/classify.txt"
# The sample images show nothing that the starter was taught: that it answers is all that can be asked.
[ "$(grep -c ' %  ' "$results/classify.txt")" = 5 ] || fail "the starter model gives no five answers"

step "The window"
exec 3>"$results/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 >/dev/null 2>&1 &
xvfb=$!
until [ -s "$results/display" ]; do sleep 0.1; done
# Its socket has an abstract name too, which a program in the clean root reaches without a mount.
DISPLAY=:$(cat "$results/display")
export DISPLAY
for start in first second; do
  began=$(date +%s%N)
  "${person[@]}" DISPLAY="$DISPLAY" alexnet-studio window >"$results/window-$start.txt" 2>&1 &
  window=$!
  until xdotool search --onlyvisible --name 'AlexNet Studio' >/dev/null 2>&1; do
    kill -0 "$window" 2>/dev/null || { cat "$results/window-$start.txt"; fail "the window does not come"; }
    [ $(($(date +%s%N) - began)) -lt 60000000000 ] || fail "no window after a minute"
    sleep 0.05
  done
  echo "$start start: visible after $((($(date +%s%N) - began) / 1000000)) ms"
  sleep 12
  import -window root "$results/window-$start.png"
  kill "$window"
  wait "$window" || true
  window=
  echo "What it said:"
  cat "$results/window-$start.txt"
done
! grep -E 'WARN|ERROR|Exception' "$results"/window-*.txt || fail "the log has warnings"

step "Removal"
inside dpkg -L alexnet-studio >"$results/files.txt"
inside apt-get purge -y -qq --auto-remove alexnet-studio >>"$results/apt.txt" 2>&1
left=$(find "$root" -xdev -iname '*alexnet*' ! -path "$root/home/*" ! -path "$root/tmp/alexnet-studio.deb" -printf '/%P\n')
[ -z "$left" ] || fail "left behind: $left"
! grep -l -e alexnet.json -e alexnet-studio "$root"/usr/share/mime/globs2 "$root"/usr/share/applications/mimeinfo.cache 2>/dev/null ||
  fail "the type of experiment files is left behind"
echo "Left, as it is the user's:"
find "$root/home/person" -maxdepth 3 -iname '*alexnet*' -printf '/%P\n'
find "$root/tmp" -mindepth 1 ! -name alexnet-studio.deb -printf 'in /tmp: %f\n'

step "All is well; the pictures are in $results"
