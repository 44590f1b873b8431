#!/usr/bin/env bash
# check-source.sh [MIRROR [FOLDER]]: clones this checkout in a clean Debian 12 that has got openjdk-17-jdk, maven and git, and types
# the README's two commands there as a newcomer does: the first without a display, and once more with the packages that README
# names for the window. Pictures and logs go to FOLDER (target/source-check). It takes about half an hour, and Maven downloads
# all that it needs.
# It needs root, and debootstrap, git, xvfb, xdotool, imagemagick. A Maven repository to begin with: M2=folder check-source.sh
# Authorities that this machine trusts besides Debian's (as of a company's proxy) are trusted there too.
set -euo pipefail
cd "$(dirname "$0")/../.."
. installers/linux/clean-debian.sh
mirror=${1:-http://deb.debian.org/debian}
results=${2:-target/source-check}
need git
mkdir -p "$results"
results=$(cd "$results" && pwd)

# command NUMBER: the block of code with that number in README's section of the two commands.
command_of_readme() {
  awk -v wanted="$1" '
    /^## / { here = $0 == "## Two commands" }
    here && /^```/ { inside = !inside; number += inside; next }
    inside && number == wanted { print }' README.md
}
first=$(command_of_readme 1)
second=$(command_of_readme 2)
program=${first##*&& }
# The list goes on over line ends.
libraries=$(tr '\n`' '  ' <README.md | grep -o 'libgtk-3-0[a-z0-9 -]*' | head -1)
case $first/$second/$libraries in
  mvn*alexnet-studio/mvn*/libgtk*) ;;
  *) fail "README's two commands or its libraries of the window are not found: '$first', '$second', '$libraries'" ;;
esac
echo "README says: $first"
echo "and then:    $second"
echo "and installs for the window: $libraries"

install() { inside apt-get install -y -qq "$@" >>"$results/apt.txt" 2>&1 || { tail -20 "$results/apt.txt"; fail "apt can't install $*"; }; }
# type_in COMMAND: in the clone, as the person; says how long it took.
type_in() {
  local began code=0
  began=$(date +%s)
  "${person[@]}" LANG=C.UTF-8 sh -c "cd alexnet-studio && $1" || code=$?
  echo "Exit code $code after $(($(date +%s) - began)) s: $1"
  return "$code"
}

step "A clean Debian 12 with openjdk-17-jdk, maven, git"
clean_debian "$mirror" "$results/debootstrap.txt"
mkdir -p "$root/usr/local/share/ca-certificates"
find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$root/usr/local/share/ca-certificates" \;
: >"$results/apt.txt"
install openjdk-17-jdk maven git
if [ -n "${M2:-}" ]; then
  mkdir "$root/home/person/.m2"
  cp -r "$M2/." "$root/home/person/.m2"
  inside chown -R person:person /home/person/.m2
fi
git clone -q --bare . "$root/home/person/origin.git"
inside chown -R person:person /home/person/origin.git
"${person[@]}" sh -c 'cd && git clone -q origin.git alexnet-studio && cd alexnet-studio && git log -1 --oneline'

step "The first command, without a display"
type_in "$first" 2>&1 | tee "$results/first.txt"
grep -q 'there is no display' "$results/first.txt" || fail "it does not say why there is no window"
drawn=$(find "$root/home/person/alexnet-studio/runs" -path '*/exports/*.png' | wc -l)
echo "$drawn pictures in the run's exports"
[ "$drawn" -ge 3 ] || fail "no pictures were drawn"

step "The window without its libraries"
display "$results/display"
type_in "DISPLAY=$DISPLAY $program window" 2>&1 | tee "$results/missing.txt" || true
if grep -q 'apt install' "$results/missing.txt"; then
  for library in $libraries; do
    grep -q " $library\b" "$results/missing.txt" || fail "the program does not name $library"
  done
else
  echo "None was missing."
fi

step "The window with the packages that README names"
# No more than these: what is missing is seen.
install --no-install-recommends $libraries
look "$results/window" sh -c "cd alexnet-studio && exec $program"

step "The second command"
type_in "$second" >"$results/second.txt" 2>&1 || { grep -E 'ERROR|FAIL' "$results/second.txt" | head -40; fail "see $results/second.txt"; }
tail -30 "$results/second.txt" | grep -E 'Tests run|BUILD|Total time|Exit code'

step "All is well; logs and picture are in $results"
