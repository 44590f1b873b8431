#!/usr/bin/env bash
# record-classes.sh: writes installers/app/start/classes.list, the classes that archive-classes puts into the archive, out of starts of
# the program in target/app: the window until it has answered about a sample image, drawn by the processor and by OpenGL, and
# 'classify'. To be run anew where StartListTest asks for it. It needs a display (or xvfb-run) with OpenGL, and Java 17.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$PWD/target/app/bin/alexnet-studio
work=$(mktemp -d)
window=
trap '[ -z "$window" ] || kill "$window" 2>/dev/null || true; rm -r "$work"' EXIT
export ALEXNET_STUDIO_CONFIG=$work/settings

# Without Java's own archive, which hides a part of what is loaded.
recorded() { echo "-Xshare:off -XX:DumpLoadedClassList=$work/$1"; }

record_window() {
  : >"$work/said"
  JAVA_OPTS="$(recorded "$1") $2" "$program" window --moments >"$work/said" 2>&1 &
  window=$!
  until grep -q ANSWERED "$work/said"; do
    kill -0 "$window" 2>/dev/null || { cat "$work/said" >&2; exit 1; }
    sleep 0.2
  done
  kill "$window"
  # It writes the last classes while it ends.
  wait "$window" || true
  window=
}
record_window 1 -Dprism.order=sw
record_window 2 '-Dprism.order=es2 -Dprism.forceGPU=true'
JAVA_OPTS=$(recorded 3) "$program" classify starter target/app/sample-images/airplane.jpg >/dev/null

# Each line once, in the order in which the classes are loaded. Proxies are made
# anew by each start.
awk '!/^#/ && !/\$Proxy[0-9]/ && !seen[$0]++' "$work/1" "$work/2" "$work/3" >installers/app/start/classes.list
wc -l installers/app/start/classes.list
