# shellcheck shell=bash
# A private PostgreSQL server in a folder of its own; to be sourced by a script with `set -eu`.
#
#   start_postgres [SETTING…]   starts it (lines of postgresql.conf) and sets `postgres_url`
#   stop_postgres               stops it and removes every trace; does nothing a second time
#
# Several may run side by side. What they hold is thrown away: they never touch a server that
# the machine already runs.

postgres_folder=

# Where the newest installed server keeps its programs (Debian leaves them off the path).
postgres_programs() {
    local newest
    newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort --version-sort | tail -n 1)
    if [[ -x $newest ]]; then
        dirname "$newest"
    else
        pg_config --bindir 2>/dev/null
    fi
}

# initdb and the server refuse to run as root.
as_postgres() (
    cd "$postgres_folder" || exit
    if ((EUID == 0)); then
        exec runuser -u postgres -- "$@"
    else
        exec "$@"
    fi
)

start_postgres() {
    local programs password port
    programs=$(postgres_programs)
    # Under /tmp rather than beside the build: user postgres can reach it wherever the checkout
    # is, and the path of a socket may not be longer than 107 bytes.
    postgres_folder=$(mktemp -d /tmp/otyrys-postgres.XXXXXX)
    if ((EUID == 0)); then chown postgres: "$postgres_folder"; fi

    # Texts sort by the rules of Kazakh and instants are shown in local time, as on the server of
    # an office: code that leans on the order of bytes or on UTC fails here, not there.
    as_postgres "$programs/initdb" --pgdata=data --username=postgres --no-sync --no-instructions \
        --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 \
        --locale-provider=icu --icu-locale=kk-KZ >"$postgres_folder/log" 2>&1 || postgres_failed
    printf '%s\n' "listen_addresses = '127.0.0.1'" "unix_socket_directories = '$postgres_folder'" \
        "timezone = 'Asia/Almaty'" "$@" | as_postgres tee -a data/postgresql.conf >/dev/null

    # A port below those that the system lends out by itself (32768 and up). Another server may
    # have it all the same: then the start fails, and the next port is tried.
    until port=$((20000 + RANDOM % 12000)) &&
        as_postgres "$programs/pg_ctl" start --wait --silent --pgdata=data --log=server.log \
            --options="-p $port" >>"$postgres_folder/log" 2>&1; do
        as_postgres grep -q 'Address already in use' server.log || postgres_failed
        as_postgres rm server.log
    done

    # The tests are an ordinary user who may make databases, as an office's program is.
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    as_postgres "$programs/psql" --quiet --no-psqlrc --host="$postgres_folder" --port="$port" \
        --username=postgres --command="CREATE ROLE otyrys LOGIN CREATEDB PASSWORD '$password'"
    # shellcheck disable=SC2034 # for whoever sources this file
    postgres_url="postgres://otyrys:$password@127.0.0.1:$port/postgres"
}

postgres_failed() {
    echo "PostgreSQL does not start:" >&2
    cat "$postgres_folder"/*log >&2
    exit 1
}

stop_postgres() {
    [[ $postgres_folder ]] || return 0
    as_postgres "$(postgres_programs)/pg_ctl" stop --silent --mode=immediate --pgdata=data \
        >/dev/null 2>&1 || true # it may not have come as far as starting
    rm -rf "$postgres_folder"
    postgres_folder=
}
