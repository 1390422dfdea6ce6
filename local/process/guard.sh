# Runs a command that ends with whoever holds the other end of our standard input: on its orderly end, on a crash, on kill -9.
# usage: sh guard.sh <stop signal> <command> [arguments]; must lead its own process group, so that a terminal's Ctrl-C spares it
# and what the command started ends with it.
signal=$1
shift
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
{
  while read -r _ <&3; do :; done
  kill -s "$signal" "$child" 2>/dev/null
  sleep 10
  kill -s KILL -- "-$$"
} &
wait "$child"
code=$?
trap '' TERM
kill -s TERM -- "-$$"
exit "$code"
