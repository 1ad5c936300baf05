#!/bin/sh
# Finds a Python that can build the report and prints its path; says what to install if there is none.
#
# Written in plain POSIX shell, because it has to run where no Python, or only an old one, is found.
# Reads the variable PYTHON: when it is set, only that interpreter is tried.
set -u

oldest_minor=11
newest_tested_minor=13

say() { printf '%s\n' "$*" >&2; }

how_to_install_python() {
    say "  Debian or Ubuntu:  sudo apt-get install python3 python3-venv"
    say "  Fedora:            sudo dnf install python3"
    say "  macOS:             brew install python@3.13"
    say "Then run make again. An interpreter elsewhere: make PYTHON=/path/to/python3.13"
}

# Prints "MAJOR MINOR PATCH yes|no"; the last word tells whether environments can be made.
# The program must be valid in every Python, so that an old one can say how old it is.
describe() {
    "$1" -c '
import sys
try:
    import ensurepip, venv
    able = "yes"
except ImportError:
    able = "no"
sys.stdout.write("%d %d %d %s\n" % (tuple(sys.version_info[:3]) + (able,)))
' 2>/dev/null
}

if ! command -v git >/dev/null 2>&1; then
    say "Note: git was not found. The report builds without it; you need it to commit a change."
    say "  Debian or Ubuntu: sudo apt-get install git    Fedora: sudo dnf install git    macOS: brew install git"
fi

if [ -n "${PYTHON:-}" ]; then
    candidates=$PYTHON
else
    candidates="python3 python3.13 python3.12 python3.11 python"
fi

chosen=
newer=
rejected=
for candidate in $candidates; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    described=$(describe "$candidate") || continue
    # shellcheck disable=SC2086 # the four words are meant to be split
    set -- $described
    [ $# -eq 4 ] || continue
    if [ "$1" -ne 3 ] || [ "$2" -lt "$oldest_minor" ]; then
        rejected="$rejected $candidate ($1.$2.$3)"
        continue
    fi
    if [ "$4" = no ]; then
        without_venv="$1.$2"
        continue
    fi
    if [ "$2" -gt "$newest_tested_minor" ]; then
        [ -n "$newer" ] || newer=$candidate
        continue
    fi
    chosen=$candidate
    break
done

if [ -z "$chosen" ] && [ -n "$newer" ]; then
    chosen=$newer
    say "Note: $newer is newer than 3.$newest_tested_minor, the newest Python that this project is tested with."
fi

if [ -z "$chosen" ]; then
    if [ -n "${without_venv:-}" ]; then
        say "Python $without_venv was found, but without its modules venv and ensurepip."
        say "  Debian or Ubuntu:  sudo apt-get install python$without_venv-venv"
        say "  elsewhere:         install a complete Python 3.$oldest_minor or newer"
        say "Then run make again."
    elif [ -n "$rejected" ]; then
        say "Python 3.$oldest_minor or newer is needed; found only:$rejected."
        how_to_install_python
    elif [ -n "${PYTHON:-}" ]; then
        say "PYTHON=$PYTHON does not start, or is not a Python interpreter."
        how_to_install_python
    else
        say "Python was not found; 3.$oldest_minor or newer is needed."
        how_to_install_python
    fi
    exit 1
fi

command -v "$chosen"
