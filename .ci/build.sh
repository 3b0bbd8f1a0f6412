# How ./dev builds. Sourced by it, after root.sh.
#
#   configure DIR [meson options]  sets DIR up if need be; its programs find their
#                               translations, and the one for pictures, in it
#   build DIR [meson options]   does so, and builds it
#   build_quietly DIR [options] the same, silent unless it fails

configure() { # configure DIR OPTION…
  local dir=$1; shift
  [ -e "$dir/build.ninja" ] || inside meson setup "$dir" "$top" -Dlocaledir="$dir/po" \
    -Dlibexecdir="$dir/src/pictures" "$@"
}

build() { # build DIR OPTION…
  configure "$@"
  inside meson compile -C "$1"
}

build_quietly() { # build_quietly DIR OPTION…
  local dir=$1 log
  shift
  log=$(mktemp)
  if ! { prepare && build "$top/$dir" "${@:---buildtype=debugoptimized}"; } < /dev/null > "$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "dev: Copydesk could not be built" >&2
    exit 1
  fi
  rm -f "$log"
}
