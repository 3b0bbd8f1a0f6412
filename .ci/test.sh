# ./dev test. Sourced by it, after build.sh.
#
#   run_tests              every test, in a normal and a sanitizer build
#   run_tests NAME         one suite, in the normal build
#   run_tests long         what takes long as well, and what proof.sh has but coverage
#   run_tests coverage     the tests of the store alone, and how much of it they reach
#   run_tests --fresh …    after removing every build and the root

. "$top/.ci/proof.sh"

builds="$top/build-test $top/build-asan"

# The checkers that are npm's: those that the lock file names, and no others.
install_checkers() {
  local lock=$top/tests/web/package-lock.json installed=$top/tests/web/node_modules/.installed
  ! cmp -s "$lock" "$installed" || return 0
  (cd "$top/tests/web" && inside npm ci --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund) >&2
  cp "$lock" "$installed"
}

build_for_tests() {
  build "$top/build-test" -Dwerror=true -Dprofile=development --buildtype=debugoptimized
  build "$top/build-asan" -Dwerror=true -Dprofile=development --buildtype=debugoptimized \
    -Db_sanitize=address,undefined -Db_lundef=false
}

# Leaks of libraries that we only call are not ours to mend; tests/asan.supp
# names them. Any finding ends the program, so that its test fails.
test_in() { # test_in DIR OPTION…
  local dir=$1; shift
  inside env \
    ASAN_OPTIONS=abort_on_error=1:detect_stack_use_after_return=1 \
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    LSAN_OPTIONS=suppressions="$top/tests/asan.supp":print_suppressions=0 \
    meson test -C "$dir" --no-rebuild --print-errorlogs "$@"
}

run_tests() {
  local failed=0 dir options=()

  if [ "${1:-}" = --fresh ]; then
    shift
    rm -rf $builds "$root" "$root.packages"
  fi
  prepare
  [ "${1:-}" != coverage ] || { prove_coverage; return; }
  install_checkers
  build_for_tests

  case ${1:-} in
    '') options=(--no-suite long) ;;
    long) ;;
    *) options=(--suite "$1"); builds=$top/build-test ;;
  esac
  for dir in $builds; do
    test_in "$dir" "${options[@]}" || failed=1
  done
  if [ "${1:-}" = long ]; then
    prove_threads || failed=1
    prove_parsers || failed=1
    builds="$builds $top/build-tsan $top/build-fuzz"
  fi

  inside "$top/tests/report" $builds || failed=1
  return $failed
}
