# ./dev bench. Sourced by it, after build.sh.
#
#   run_bench [N]          export, list and save of N articles more than the sample
#   run_bench store [N M]  a library of N and of M articles, and how it grows

run_bench() {
  build_quietly build-release --buildtype=release -Dprofile=release
  if [ "${1:-}" = store ]; then
    shift
    inside meson compile -C "$top/build-release" bench-store bench-typing > /dev/null
    inside "$top/tests/bench/store/run" "$top/build-release/tests/bench/store" "$@"
  else
    inside "$top/tests/bench/run" "$@"
  fi
}
