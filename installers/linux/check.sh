#!/usr/bin/env bash
# check.sh [MIRROR [FOLDER]]: builds the .deb, installs it in a clean Debian 12, uses it there as a person who has
# neither Java nor Maven, removes it, and sees what is left. Pictures and logs go to FOLDER (target/installer-check).
# It needs root, and debootstrap, lintian, xvfb, xdotool, imagemagick. A .deb that is built already: DEB=x.deb check.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
. installers/linux/clean-debian.sh
mirror=${1:-http://deb.debian.org/debian}
results=${2:-target/installer-check}
need lintian

if [ -z "${DEB:-}" ]; then
  step "Build"
  mvn -B -ntp -q -DskipTests -Pinstaller package
  DEB=$(ls target/installer/*.deb)
fi
mkdir -p "$results"
size=$(stat -c %s "$DEB")
echo "$DEB: $((size / 1000000)) MB"
[ "$size" -le 180000000 ] || fail "the .deb is larger than 180 MB"

step "lintian"
lintian --allow-root --fail-on error --tag-display-limit 5 "$DEB" | tee "$results/lintian.txt"

step "A clean Debian 12"
clean_debian "$mirror" "$results/debootstrap.txt"
cp "$DEB" "$root/tmp/alexnet-studio.deb"
inside apt-get install -y -qq --no-install-recommends /tmp/alexnet-studio.deb >"$results/apt.txt" 2>&1 ||
  { tail -20 "$results/apt.txt"; fail "the package can't be installed"; }
inside /usr/lib/alexnet-studio/runtime/bin/java -Xshare:on -version 2>/dev/null || fail "the archive of Java's classes does not fit"
archive=/usr/lib/alexnet-studio/app/start/classes.jsa
[ -s "$root$archive" ] || fail "the installation made no archive of classes"
echo "$archive: $(($(stat -c %s "$root$archive") / 1000000)) MB"
# Java refuses to start where an archive that it is told to use does not fit.
"${person[@]}" JAVA_OPTS=-Xshare:on alexnet-studio --version || fail "the archive of classes does not fit"
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
display "$results/display"
for start in first second; do
  echo "The $start start:"
  look "$results/window-$start" alexnet-studio window
done

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
