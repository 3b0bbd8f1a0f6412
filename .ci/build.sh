# How ./dev builds. Sourced by it, after root.sh.
#
#   build DIR [meson options]   sets DIR up if need be, and builds it
#   build_quietly               builds build/, silent unless it fails

build() { # build DIR OPTION…
  local dir=$1; shift
  [ -e "$dir/build.ninja" ] || inside meson setup "$dir" "$top" "$@"
  inside meson compile -C "$dir"
}

build_quietly() {
  local log
  log=$(mktemp)
  if ! { prepare && build "$top/build" --buildtype=debugoptimized -Dprofile=development; } < /dev/null > "$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "dev: Copydesk could not be built" >&2
    exit 1
  fi
  rm -f "$log"
}
