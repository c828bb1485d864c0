# Sourced by ./spektron and ./mvnw. find_jdk prints the home of a JDK 25 (25.0.3 or newer in that line), or fails.
# 25.0.0 to 25.0.2 can corrupt pinned arrays under G1 (JDK-8377811) and are passed over.

# jdk_version HOME: the full version, read from the release file so that no JVM is started.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release"
}

jdk_suits() {
  case "$(jdk_version "$1")" in
    25.0.[3-9]* | 25.0.[1-9][0-9]* | 25.[1-9]*) return 0 ;;
    *) return 1 ;;
  esac
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_suits "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return 0
  fi
  java_on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$java_on_path" ]; then
    java_on_path=$(readlink -f "$java_on_path" 2>/dev/null || printf '%s' "$java_on_path")
    candidate=$(dirname "$(dirname "$java_on_path")")
    if jdk_suits "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  fi
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* "${HOME:-/nowhere}"/.local/share/mise/installs/java/*; do
    if [ -d "$candidate" ] && jdk_suits "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

no_jdk() {
  echo "$1: no suitable JDK found: Spektron needs a JDK 25, 25.0.3 or newer in that line (with javac)." >&2
  echo "Looked at: JAVA_HOME=${JAVA_HOME:-(not set)}, javac on the PATH, the usual JVM folders (/usr/lib/jvm, ~/.sdkman, ~/.jdks, ...)." >&2
  echo "Install one, for example Eclipse Temurin 25 (https://adoptium.net), or set JAVA_HOME to it." >&2
}
