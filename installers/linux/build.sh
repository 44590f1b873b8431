#!/usr/bin/env bash
# build.sh TARGET VERSION JAVA_HOME: makes the .deb, the portable .tar.gz, and where rpmbuild is there the .rpm in TARGET/installer,
# out of TARGET/app and a Java runtime that holds only what the program needs.
set -euo pipefail
umask 022
here=$(cd "$(dirname "$0")" && pwd)
target=$(cd "$1" && pwd)
version=${2/-SNAPSHOT/\~snapshot}
jdk=$3
maintainer='The AlexNet Studio authors <alexnet-studio@users.noreply.github.com>'

missing=
for tool in dpkg-deb dpkg-shlibdeps strip; do
  command -v "$tool" >/dev/null || missing="$missing $tool"
done
[ -x "$jdk/bin/jlink" ] && [ -d "$jdk/jmods" ] || missing="$missing jlink"
[ -z "$missing" ] || {
  echo "The installer can't be made: there is no$missing here." >&2
  echo "Install what is missing (Debian, Ubuntu: apt install dpkg-dev openjdk-17-jdk)." >&2
  exit 1
}

out=$target/installer
root=$out/root
program=$root/usr/lib/alexnet-studio
rm -rf --one-file-system "$out"
mkdir -p "$program"

cp -r "$target/app" "$program/app"
rm "$program/app/bin/alexnet-studio.bat"
# It holds for the folder of the build alone; the package makes its own where it is installed.
rm -f "$program/app/start/classes.jsa" "$program/app/start/classes.of"
# MXNet's library is linked with others, whose licences its jar tells.
(cd "$program/app/licences" && "$jdk/bin/jar" xf "$program"/app/lib/mxnet-native-mkl-*.jar \
  META-INF/LICENSE META-INF/LICENSE.binary.dependencies && mv META-INF MXNet)

# jdk.management: the window tells Java's compilers apart by its DiagnosticCommand bean.
"$jdk/bin/jlink" --output "$program/runtime" --strip-java-debug-attributes --no-man-pages --no-header-files --add-modules \
  java.desktop,java.management,java.naming,java.net.http,java.sql,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs
find "$program/runtime" -type f \( -name '*.so' -o -path '*/bin/*' -o -name jexec -o -name jspawnhelper \) -exec strip --strip-unneeded {} +
# Also where the checkout, a library's file or the runtime's was closed to others or to writing.
chmod -R u=rwX,go=rX "$program"
# Java's own classes, read once: they are most of what a start has to load.
"$program/runtime/bin/java" -Xshare:dump >/dev/null
chmod 644 "$program/runtime/lib/server/classes.jsa"

tar -C "$root/usr/lib" --owner=0 --group=0 -czf "$out/alexnet-studio-$2-linux-x86_64.tar.gz" alexnet-studio

files=$here/files
share=$root/usr/share
mkdir -p "$root/usr/bin"
ln -s ../lib/alexnet-studio/app/bin/alexnet-studio "$root/usr/bin/alexnet-studio"
install -Dm644 "$files/alexnet-studio.desktop" -t "$share/applications"
install -Dm644 "$files/alexnet-studio.xml" -t "$share/mime/packages"
install -Dm644 "$files/copyright" -t "$share/doc/alexnet-studio"
install -Dm644 "$here/../icon.svg" "$share/icons/hicolor/scalable/apps/alexnet-studio.svg"
for icon in "$here"/icons/*.png; do
  size=$(basename "$icon" .png)
  install -Dm644 "$icon" "$share/icons/hicolor/${size}x$size/apps/alexnet-studio.png"
done
mkdir -p "$share/man/man1"
gzip -9n <"$files/alexnet-studio.1" >"$share/man/man1/alexnet-studio.1.gz"
gzip -9n >"$share/doc/alexnet-studio/changelog.gz" <<END
alexnet-studio ($version) unstable; urgency=medium

  * What is new stands in the program's own CHANGELOG.md.

 -- $maintainer  $(date -R)
END

# The runtime's libraries say what they need; those inside the jars are not seen, so theirs are named.
mkdir -p "$out/work/debian"
printf 'Source: alexnet-studio\n\nPackage: alexnet-studio\nArchitecture: amd64\n' >"$out/work/debian/control"
needed=$(
  cd "$out/work"
  find "$program/runtime" -type f \( -name '*.so' -o -path '*/bin/java' \) -printf '-e%p\0' |
    xargs -0 dpkg-shlibdeps -O --ignore-missing-info -l"$program/runtime/lib" -l"$program/runtime/lib/server" 2>/dev/null |
    sed 's/^shlibs:Depends=//'
)
[ -n "$needed" ] || {
  echo "dpkg-shlibdeps does not say which packages the Java runtime needs: is this Debian or Ubuntu?" >&2
  exit 1
}
for library in libgtk-3-0 libgl1 libxtst6 libxxf86vm1; do
  case ", $needed," in *", $library,"* | *", $library ("*) ;; *) needed="$needed, $library" ;; esac
done

# The archive of classes holds where it is made: 60 MB that the package need not carry. Without it, as on a full disk, the program works.
archive=/usr/lib/alexnet-studio/app/bin/archive-classes
made='/usr/lib/alexnet-studio/app/start/classes.jsa /usr/lib/alexnet-studio/app/start/classes.of'

# What other distributions call these packages is their own affair; names and versions of libraries are the same in all.
rpm_needs() {
  printf '%s()(64bit)\n' libgtk-3.so.0 libGL.so.1 libXtst.so.6 libXxf86vm.so.1
  find "$program/runtime" -type f \( -name '*.so' -o -path '*/bin/java' \) | /usr/lib/rpm/elfdeps --requires | grep '^lib' |
    grep -vF -f <(find "$program/runtime/lib" -name '*.so' -printf '%f(\n')
}

rpm_package() {
  local work=$out/work/rpm
  mkdir -p "$work"
  cat >"$work/alexnet-studio.spec" <<END
Name: alexnet-studio
Version: $version
Release: 1
Summary: Train AlexNet on your own images and watch what it learns
License: Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0
AutoReqProv: no
$(rpm_needs | sort -u | sed 's/^/Requires: /')
%description
A desktop program that trains AlexNet, the convolutional network of 2012, on
folders of images, and shows while it learns what it has learnt: filters,
feature maps, and the reasons of its answers. A trained starter model and
sample images come along, and its own Java runtime.
%install
mkdir -p %{buildroot}
cp -al "$root/usr" %{buildroot}/
%post
$archive >/dev/null 2>&1 || :
%preun
[ "\$1" -gt 0 ] || rm -f $made
%files
%defattr(-,root,root)
/usr/lib/alexnet-studio
/usr/share/doc/alexnet-studio
$(cd "$root" && find usr ! -type d ! -path 'usr/lib/*' ! -path 'usr/share/doc/*' -printf '/%p\n' | sort)
END
  rpmbuild -bb --quiet --target x86_64-linux --dbpath "$work/db" --define "_topdir $work" --define "_rpmdir $out" \
    --define '_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' --define '_binary_payload w6.gzdio' \
    --define '_build_id_links none' --define 'debug_package %{nil}' --define '__os_install_post %{nil}' \
    "$work/alexnet-studio.spec" >"$work/log.txt" 2>&1 || { cat "$work/log.txt" >&2; exit 1; }
}
if command -v rpmbuild >/dev/null; then
  rpm_package
fi

mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<END
Package: alexnet-studio
Version: $version
Architecture: amd64
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Depends: $needed
Section: science
Priority: optional
Description: train AlexNet on your own images and watch what it learns
 A desktop program that trains AlexNet, the convolutional network of 2012, on
 folders of images, and shows while it learns what it has learnt: filters,
 feature maps, and the reasons of its answers. A trained starter model and
 sample images come along, and its own Java runtime.
END
cat >"$root/DEBIAN/postinst" <<END
#!/bin/sh
set -e
case \$1 in
  configure | abort-*) $archive >/dev/null 2>&1 || true ;;
esac
END
cat >"$root/DEBIAN/prerm" <<END
#!/bin/sh
set -e
rm -f $made
END
chmod 755 "$root/DEBIAN/postinst" "$root/DEBIAN/prerm"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
# gzip: the jars are packed already, and xz takes five times as long for a tenth less.
dpkg-deb --root-owner-group -Zgzip --build "$root" "$out/alexnet-studio_${version}_amd64.deb" >/dev/null
rm -rf --one-file-system "$root" "$out/work"
ls "$out"
