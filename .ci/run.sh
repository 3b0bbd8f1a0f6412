# ./dev run. Sourced by it, after build.sh.

sample=${XDG_DATA_HOME:-$HOME/.local/share}/copydesk/Sample.copydesk
pictures=$cache/screenshots

cli() { inside "$top/build/src/cli/copydesk-cli" --library "$sample" "$@"; }

# Where nothing can be shown: the site is served, and pictures of a window on a
# virtual display and of a page are left behind.
run_without_display() {
  local address serving

  mkdir -p "$pictures"
  echo "There is no display, so the sample newsroom's site is made and served instead."
  inside "$top/tests/app/picture" "$top/build" "$sample" "$pictures/window.png" 1280x720
  echo "A picture of the window: $pictures/window.png"

  coproc serving { cli serve; }
  read -r address <&"${serving[0]}"
  inside chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
    --window-size=1280,1600 --screenshot="$pictures/page.png" "$address" > "$pictures/page.log" 2>&1
  echo "A picture of its front page: $pictures/page.png"
  echo "The site: $address (Ctrl+C ends it)"
  wait "$serving_PID"
}

run() {
  prepare
  build "$top/build" --buildtype=debugoptimized -Dprofile=development
  [ -e "$sample" ] || cli init --sample > "$cache/sample.log"

  if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    inside env GSETTINGS_SCHEMA_DIR="$top/build/data" "$top/build/src/app/copydesk" "$sample" "$@"
  else
    run_without_display
  fi
}
