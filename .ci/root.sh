# Where the commands of ./dev run. Sourced by it, and says two things:
#
#   prepare          installs what is missing, once
#   inside CMD ARG…  runs CMD where GTK is new enough: here on Debian 13 and
#                    newer, else in a Debian 13 root kept in the user's cache
#
# The root stands in $root; beside it $root.packages lists what it was made
# with and is written last, so that a root without it is a half-made one.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/copydesk
root=$cache/debian-13
npm_modules=$cache/npm

is_native() {
  local id= version=
  id=$(. /etc/os-release && echo "${ID:-}")
  version=$(. /etc/os-release && echo "${VERSION_ID:-999}")
  [ "$id" != debian ] || [ "${version%%.*}" -ge 13 ]
}

wanted() { sed -e 's/#.*//' -e '/^ *$/d' "$top/.ci/packages" | sort; }

install_here() { # install_here PACKAGE…
  if [ "$(id -u)" = 0 ]; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >&2
  else
    echo "dev: packages are missing; run: sudo apt-get install --no-install-recommends $*" >&2
    exit 1
  fi
}

missing() { # missing PACKAGE…: those that are not installed here
  comm -23 <(printf '%s\n' "$@" | sort) <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | sed -n 's/^ii *//p' | sort -u)
}

need_here() {
  local lacking
  command -v dpkg-query >/dev/null || { echo "dev: this system has no dpkg; README.md lists what to install by hand" >&2; return 0; }
  lacking=$(missing "$@")
  [ -z "$lacking" ] || install_here $lacking
}

# The mirror this machine already uses for Debian itself.
mirror() {
  apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' |
    sed -n 's/^Debian //p' | grep -v security | head -n 1
}

make_root() { # make_root LIST
  local mode=root
  echo "dev: making a Debian 13 root in $root (once, some minutes)" >&2
  rm -rf "$root" "$root.packages" "$root.new"
  [ "$(id -u)" = 0 ] || mode=unshare
  mmdebstrap --mode=$mode --variant=apt --format=tar \
    --aptopt='APT::Install-Recommends "false"' \
    --include="$(paste -sd, <<< "$1")" \
    trixie - "deb $(mirror) trixie main" 2> "$cache/root.log" |
    { mkdir -p "$root.new" && tar -C "$root.new" --exclude='./dev/*' -xf -; } || {
      tail -n 20 "$cache/root.log" >&2
      echo "dev: the root could not be made; $cache/root.log tells why" >&2
      exit 1
    }
  mv "$root.new" "$root"
}

# Installs in the root what the list has gained. Only root's dpkg can give
# files to other users, so for anybody else it fails and the root is made anew.
add_to_root() { # add_to_root PACKAGE…
  echo "dev: adding to the Debian 13 root: $*" >&2
  rm -f "$root.packages"
  enter env DEBIAN_FRONTEND=noninteractive sh -c \
    'apt-get update && apt-get install -y --no-install-recommends "$@"' sh "$@" >&2
}

enter() {
  local args=(--bind "$root" / --dev-bind /dev /dev --dev-bind /proc /proc --ro-bind /sys /sys)
  local dir

  for dir in /*; do
    case $dir in
      /usr | /bin | /lib* | /sbin | /etc | /var | /run | /proc | /sys | /dev) ;;
      *) [ ! -d "$dir" ] || args+=(--bind "$dir" "$dir") ;;
    esac
  done
  # Whoever isn't root is unknown to the root's own list of users.
  local shared=(/etc/resolv.conf /etc/hosts /etc/ssl/certs)
  if [ "$(id -u)" = 0 ]; then args+=(--cap-add ALL); else shared+=(/etc/passwd /etc/group); fi
  for dir in "${shared[@]}"; do
    [ ! -e "$dir" ] || args+=(--ro-bind "$(realpath "$dir")" "$dir")
  done
  [ ! -d "${XDG_RUNTIME_DIR:-/nonexistent}" ] || args+=(--bind "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR")

  # The system's own folders are the root's in there: one that it lacks can't
  # be worked in.
  local here=$PWD
  case $here in
    /usr* | /bin* | /lib* | /sbin* | /etc* | /var* | /run* | /proc* | /sys* | /dev*) [ -d "$root$here" ] || here=/ ;;
  esac

  # The host's compiler flags and paths mean nothing in there.
  env -u LD_LIBRARY_PATH -u LIBRARY_PATH -u CPATH PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin \
    bwrap "${args[@]}" --die-with-parent --chdir "$here" -- "$@"
}

prepare() {
  local list added lock

  if is_native; then
    need_here $(wanted)
    return
  fi
  need_here bubblewrap mmdebstrap $([ "$(id -u)" = 0 ] || echo uidmap)
  mkdir -p "$cache"
  exec {lock}> "$cache/lock" && flock "$lock"
  list=$(wanted)
  if [ -e "$root.packages" ] && [ -z "$(comm -23 "$root.packages" <(echo "$list"))" ]; then
    added=$(comm -13 "$root.packages" <(echo "$list"))
    [ -z "$added" ] || add_to_root $added || make_root "$list"
  else
    make_root "$list"
  fi
  echo "$list" > "$root.packages"
  exec {lock}>&-
}

inside() {
  if is_native; then "$@"; else enter "$@"; fi
}
