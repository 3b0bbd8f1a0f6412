# What `./dev test long` and `./dev test coverage` run beside the usual builds.
# Sourced by test.sh. Tests that are named build no more than they need.
#
#   prove_threads   the tests with threads, under ThreadSanitizer
#   prove_parsers   every fuzz target, a minute each
#   prove_coverage  which lines of the store its tests reach

threaded_tests="document draft incremental list-filter output server"

# Warnings are the usual builds' matter.
prove_threads() {
  configure "$top/build-tsan" -Dprofile=development --buildtype=debugoptimized -Dc_args=-w \
    -Db_sanitize=thread -Db_lundef=false
  inside env \
    TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=1:suppressions="$top/tests/tsan.supp" \
    meson test -C "$top/build-tsan" --print-errorlogs $threaded_tests
}

prove_parsers() {
  CC=clang configure "$top/build-fuzz" -Dprofile=development --buildtype=debugoptimized -Dfuzzers=true \
    -Dc_args=-fsanitize=fuzzer-no-link -Db_sanitize=address,undefined -Db_lundef=false
  inside env ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    meson test -C "$top/build-fuzz" --print-errorlogs 'fuzz-*'
}

# Lines are counted anew each time. A program that is killed on purpose counts none;
# a source that is gone has left its notes behind, which are passed over.
prove_coverage() {
  configure "$top/build-coverage" -Dprofile=development --buildtype=debug -Db_coverage=true
  find "$top/build-coverage" -name '*.gcda' -delete
  inside meson test -C "$top/build-coverage" --print-errorlogs --timeout-multiplier 3 \
    --suite store --suite text --suite exchange --suite jobs &&
    inside gcovr --root "$top" --object-directory "$top/build-coverage" --filter "$top/src/store/" \
      --gcov-ignore-errors=no_working_dir_found --fail-under-line 95
}
