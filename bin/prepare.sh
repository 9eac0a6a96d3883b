# shellcheck shell=sh
# Sourced by try and test: sees to it that the programs they use are there. On Debian as root they
# are installed with apt; elsewhere one line says what to install. Who sources this has set $home.
# shellcheck disable=SC2154

# need COMMAND:DEBIAN-PACKAGE... : returns when all commands are there, else ends the program.
need() {
  packages=""
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || packages="$packages ${pair#*:}"
  done
  if [ -z "$packages" ] && jdk_present; then
    return 0
  fi
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ] && install_packages >&2 </dev/null; then
    return 0
  fi
  jdk_present || packages="$packages openjdk-17-jdk-headless"
  echo "${0##*/}: programs are missing; install them and start again (Debian names):$packages" >&2
  exit 69
}

install_packages() {
  apt-get -q update || return 1
  jdk_present || packages="$packages $(jdk_package)"
  echo "installing$packages"
  # Word splitting is wanted: one word for each package.
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $packages
}

# Whether there is a compiler of Java 17 or newer where Maven will look for it.
jdk_present() {
  javac=javac
  [ -z "${JAVA_HOME:-}" ] || javac=$JAVA_HOME/bin/javac
  major=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  [ "${major:-0}" -ge 17 ]
}

# Debian 12 has 17; later releases no longer do.
jdk_package() {
  if [ -n "$(apt-cache -q search --names-only '^openjdk-17-jdk-headless$' 2>/dev/null)" ]; then
    echo openjdk-17-jdk-headless
  else
    echo default-jdk-headless
  fi
}

# Builds the program and the test fixtures in $home, unless nothing changed since they were built.
# The lock is that of the launcher, so that one build goes on at a time, whoever began it.
build_once() {
  is_stale || return 0
  if ! mkdir -p "$home/cli/target" || [ ! -w "$home/cli/target" ]; then
    echo "${0##*/}: cannot write $home/cli/target: build as the owner of $home" >&2
    exit 73
  fi
  building=$home/cli/target/.building
  waited=0
  until mkdir "$building" 2>/dev/null; do
    read -r builder 2>/dev/null <"$building/pid" || builder=
    if [ -n "$builder" ] && ! kill -0 "$builder" 2>/dev/null || [ "$waited" -ge 900 ]; then
      rm -rf "$building"
      continue
    fi
    [ "$waited" -ne 0 ] || echo "waiting for the build that process $builder does"
    waited=$((waited + 1))
    sleep 1
  done
  echo $$ >"$building/pid"
  status=0
  if is_stale; then
    echo "building $home, this takes a minute or two"
    (cd "$home" && mvn -q -B -Dmaven.test.skip -Dcheckstyle.skip -pl cli,test-fixtures -am package) </dev/null \
      || status=$?
  fi
  rm -rf "$building"
  return "$status"
}

is_stale() {
  jar=$home/cli/target/macnightly/lib/macnightly.jar
  [ -f "$jar" ] && [ -d "$home/test-fixtures/target/classes" ] || return 0
  [ -n "$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main -newer "$jar" -type f | head -n 1)" ]
}
