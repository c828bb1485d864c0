#!/bin/sh
# Collects what bench/gpu.sh needs on a machine without Java, Maven and internet into one archive of at most 64 MiB: a Java of the modules
# that are needed, TornadoVM's SDK without what no kernel needs, spektron.jar, scripts and settings.
#
#   TORNADOVM_HOME=... bench/pack.sh OUTPUT_FOLDER
#
# The result is OUTPUT_FOLDER/spektron-gpu.tar.xz, for this machine's system and processor and the drivers of the SDK. There:
#
#   tar xf spektron-gpu.tar.xz && spektron-gpu/bench/gpu.sh
#
# target/spektron.jar must be there (./mvnw -DskipTests package). Needs a JDK 25 with jlink, and xz.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
name=spektron-gpu
most=65536 # KiB

fail() {
  echo "pack.sh: $*" >&2
  exit 1
}

[ $# -eq 1 ] || fail "expected one argument, the folder for $name.tar.xz"
[ -f "$here/target/spektron.jar" ] || fail "target/spektron.jar is not there; build it with ./mvnw -DskipTests package"
sdk=${TORNADOVM_HOME:-}
[ -n "$sdk" ] || fail "TORNADOVM_HOME is not set; docs/gpu.md says how to install TornadoVM"
ls "$sdk"/share/java/tornado/tornado-api-5.2*.jar >/dev/null 2>&1 || fail "TORNADOVM_HOME=$sdk: expected the SDK of TornadoVM 5.2"
command -v xz >/dev/null || fail "xz is not there"
. "$here/.mvn/find-jdk.sh"
jdk=$(find_jdk) || { no_jdk pack.sh; exit 1; }
mkdir -p "$1"
out=$(CDPATH= cd -- "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
to=$scratch/$name
tornado=$sdk/share/java/tornado
graal=$sdk/share/java/graalJars

# describe MODULE: what Java says of it.
describe() {
  "$jdk/bin/java" -p "$tornado" --upgrade-module-path "$graal" -d "$1"
}

# size WHAT PATH: for the reader.
size() {
  printf '%-22s %7s KiB\n' "$1" "$(du -sk "$2" | cut -f 1)"
}

# store JAR COPY: a copy without compression, for xz packs files together far better than each has been packed by itself.
store() {
  mkdir "$scratch/jar"
  (cd "$scratch/jar" && "$jdk/bin/jar" -x -f "$1")
  "$jdk/bin/jar" -c -0 -M -f "$2" -C "$scratch/jar" .
  rm -rf "$scratch/jar"
}

# The SDK's modules, from those that ./spektron starts with on. What a module can do without, such as Truffle, is left out.
mkdir -p "$to/target" "$to/bench/peers" "$to/.mvn" "$to/tornadovm/share/java/tornado" "$to/tornadovm/share/java/graalJars" \
  "$to/tornadovm/etc/exportLists"
open="tornado.runtime tornado.annotation tornado.drivers.common jdk.graal.compiler"
for jar in "$tornado"/tornado-drivers-*-5.2*.jar; do
  driver=$(basename "$jar" | sed 's/^tornado-drivers-\([a-z]*\)-[0-9].*/\1/')
  case "$driver" in
    *.jar | common) ;;
    *)
      open="$open tornado.drivers.$driver"
      cp "$sdk/etc/exportLists/$driver-exports" "$to/tornadovm/etc/exportLists/"
      ;;
  esac
done
seen=" "
java=java.base
while [ -n "$open" ]; do
  next=
  for module in $open; do
    case "$seen" in *" $module "*) continue ;; esac
    seen="$seen$module "
    text=$(describe "$module") || fail "$module: $text"
    file=$(printf '%s\n' "$text" | sed -n '1s|.* file://\([^ ]*\.jar\).*|\1|p')
    if [ -z "$file" ]; then
      java=$java,$module
      continue
    fi
    store "$file" "$to/tornadovm/share/java/$(basename "$(dirname "$file")")/$(basename "$file")"
    next="$next $(printf '%s\n' "$text" | sed -n '/ static/d; s/^requires \([^ ]*\).*/\1/p' | tr '\n' ' ')"
  done
  open=$(echo $next)
done
cp -R "$sdk/lib" "$to/tornadovm/"
cp "$sdk/etc/exportLists/common-exports" "$to/tornadovm/etc/exportLists/"
for f in "$sdk"/etc/tornado.*; do
  [ ! -f "$f" ] || cp "$f" "$to/tornadovm/etc/"
done
cp "$sdk"/LICENSE* "$to/tornadovm/"

# Java, of the modules of the two.
ours=$("$jdk/bin/jdeps" --ignore-missing-deps --print-module-deps --multi-release 25 "$here/target/spektron.jar" 2>/dev/null)
"$jdk/bin/jlink" --add-modules "$java,$ours,jdk.incubator.vector,jdk.unsupported,jdk.management,jdk.zipfs" --compress zip-0 --strip-debug \
  --no-man-pages --no-header-files --output "$to/java" 2>/dev/null || fail "jlink failed for $java,$ours"

store "$here/target/spektron.jar" "$to/target/spektron.jar"
# The start script would build what is older than its sources, and record an archive for a JVM that has none of its own.
touch "$to/target/.archive-tried"
touch -d 2020-01-01T00:00:00 "$to/target/spektron.jar"
git -C "$here" describe --always --dirty >"$to/target/.revision" 2>/dev/null || cp "$here/target/.revision" "$to/target/" 2>/dev/null || :
cp "$here/spektron" "$here/LICENSE" "$to/"
cp "$here/.mvn/find-jdk.sh" "$to/.mvn/"
cp -R "$here/tornado-config" "$to/"
cp "$here/bench/gpu.sh" "$to/bench/"
cp "$here/bench/peers/torch_model.py" "$to/bench/peers/"

size "Java" "$to/java"
size "TornadoVM" "$to/tornadovm"
size "spektron.jar" "$to/target/spektron.jar"
size "unpacked, all of it" "$to"
tar -C "$scratch" -cf - "$name" | xz -6 >"$scratch/$name.tar.xz"
packed=$(du -sk "$scratch/$name.tar.xz" | cut -f 1)
size "$name.tar.xz" "$scratch/$name.tar.xz"
[ "$packed" -le "$most" ] || fail "$packed KiB, expected at most $most"
mv "$scratch/$name.tar.xz" "$out/"
echo "$out/$name.tar.xz; there: tar xf $name.tar.xz && $name/bench/gpu.sh"
