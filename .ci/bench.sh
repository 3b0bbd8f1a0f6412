# ./dev bench. Sourced by it, after build.sh.
#
#   run_bench [N]          export, list and save of N articles more than the sample
#   run_bench store [N M]  a library of N and of M articles, and how it grows
#   run_bench export [N [M]]  a site of N articles beside Hugo's, and how it grows

need_hugo() {
  if is_native; then
    need_here hugo
  elif ! inside sh -c 'command -v hugo' > /dev/null; then
    inside env DEBIAN_FRONTEND=noninteractive sh -c \
      'apt-get update && apt-get install -y --no-install-recommends hugo' > /dev/null
  fi
}

run_bench() {
  build_quietly build-release --buildtype=release -Dprofile=release
  if [ "${1:-}" = store ]; then
    shift
    inside meson compile -C "$top/build-release" bench-store bench-typing > /dev/null
    inside "$top/tests/bench/store/run" "$top/build-release/tests/bench/store" "$@"
  elif [ "${1:-}" = export ]; then
    shift
    need_hugo
    inside meson compile -C "$top/build-release" bench-stopwatch bench-write-files > /dev/null
    inside "$top/tests/bench/export/run" "$top/build-release/tests/bench/export" "$@"
  else
    inside "$top/tests/bench/run" "$@"
  fi
}
