#!/usr/bin/env bash
# check-files.sh: a quick look at what build.sh made in target/installer, without installing it: the files are there, entry and type are
# well formed, licences are listed, and the .rpm (where it was made) has the files of the .deb and needs the libraries of the window.
set -euo pipefail
cd "$(dirname "$0")/../.."
fail() { echo "FAILED: $*" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT

deb=$(ls target/installer/*.deb) || fail "there is no package: mvn -Pinstaller -DskipTests package"
size=$(stat -c %s "$deb")
[ "$size" -le 180000000 ] || fail "$deb is larger than 180 MB"
dpkg-deb --fsys-tarfile "$deb" >"$work/files.tar"
tar -tf "$work/files.tar" | sed -n 's,^\./usr/,/usr/,p' | grep -v '/$' | sort >"$work/deb"
program=/usr/lib/alexnet-studio
for file in /usr/bin/alexnet-studio "$program/app/bin/alexnet-studio" "$program/app/bin/archive-classes" \
  "$program/app/start/classes.list" "$program/runtime/bin/java" "$program/runtime/lib/server/classes.jsa" \
  "$program/app/models/alexnet-photos-101.safetensors" "$program/app/sample-images/README.md" "$program/app/licences/LIBRARIES.txt" \
  /usr/share/applications/alexnet-studio.desktop /usr/share/mime/packages/alexnet-studio.xml /usr/share/man/man1/alexnet-studio.1.gz; do
  grep -qx "$file" "$work/deb" || fail "$deb has no $file"
done
! grep -q "$program/app/start/classes.jsa" "$work/deb" || fail "$deb carries an archive of classes, which holds for the build's folder alone"
dpkg-deb --ctrl-tarfile "$deb" | tar -x -C "$work" ./postinst ./prerm
grep -q "$program/app/bin/archive-classes" "$work/postinst" || fail "$deb does not make its archive of classes"
grep -q "$program/app/start/classes.jsa" "$work/prerm" || fail "$deb leaves its archive of classes behind"
tar -xf "$work/files.tar" -C "$work" ./usr/share ".$program/app/licences" ".$program/app/lib"

licences=$(grep -c '^ *(' "$work/$program/app/licences/LIBRARIES.txt")
jars=$(find "$work/$program/app/lib" -name '*.jar' | wc -l)
# All but the program's own jar; one library may have several jars.
[ "$licences" -ge $((jars - 10)) ] || fail "$licences libraries have a licence, and there are $jars jars"
! grep -qi 'unknown license' "$work/$program/app/licences/LIBRARIES.txt" || fail "a library has no licence"
if command -v desktop-file-validate >/dev/null; then
  desktop-file-validate "$work/usr/share/applications/alexnet-studio.desktop"
fi
if command -v update-mime-database >/dev/null; then
  XDG_DATA_DIRS=$work/usr/share update-mime-database "$work/usr/share/mime"
  grep -q 'experiment+json:.*alexnet.json' "$work/usr/share/mime/globs2" || fail "experiment files have no type"
fi
echo "$deb: $((size / 1000000)) MB, $(wc -l <"$work/deb") files, $jars jars, $licences licences"

rpm=$(ls target/installer/*.rpm 2>/dev/null) || exit 0
rpm -qlp --dbpath "$work/db" "$rpm" 2>/dev/null | sort >"$work/listed"
# The .rpm names folders too, and libraries' links to build numbers are none of ours.
missing=$(comm -23 "$work/deb" "$work/listed")
[ -z "$missing" ] || fail "$rpm lacks $missing"
rpm -qRp --dbpath "$work/db" "$rpm" 2>/dev/null >"$work/needs"
for library in libc.so.6 libgtk-3.so.0 libGL.so.1 libXtst.so.6 libXxf86vm.so.1; do
  grep -qF "$library(" "$work/needs" || fail "$rpm does not ask for $library"
done
! grep -qE '^(libjvm|libjava|libjli)\.so' "$work/needs" || fail "$rpm asks for its own libraries"
echo "$rpm: $(($(stat -c %s "$rpm") / 1000000)) MB, needs $(grep -c '^lib' "$work/needs") libraries"
