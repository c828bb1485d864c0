#!/bin/sh
# Everything that only a GPU can show, in one run of less than ten minutes: the devices and the self-check, a pretraining step of the presets
# default and light, the same steps in PyTorch on the same GPU, light on the processor, the kernels on every device. Most of the time goes
# into compiling.
#
#   TORNADOVM_HOME=... bench/gpu.sh [OUTPUT_FOLDER]      in the repository
#   bench/gpu.sh [OUTPUT_FOLDER]                         in a folder that bench/pack.sh packed, which has its own Java and TornadoVM
#
# The results go to OUTPUT_FOLDER (default bench/results/gpu) or to OUT, the sum-up to summary.txt there and to the screen.
# PRESETS (default "default light") are the presets, BATCH (default 64) is the batch of default, DEVICE (default tornado) what to run on,
# KERNELS a part of the names of the kernels to measure (default all), LIMIT (default 200) the most seconds a part may take: one that takes
# longer, or for which the ten minutes do not last, is cut off and said to be. PYTHON (default python3) needs torch and PyWavelets for the
# comparison.
set -u
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
out=${1:-${OUT:-$here/bench/results/gpu}}
device=${DEVICE:-tornado}
batch=${BATCH:-64}
limit=${LIMIT:-200}
python=${PYTHON:-python3}
presets=${PRESETS:-default light}
kernels=${KERNELS:-}
most=570
start=$(date +%s)

if [ -z "${TORNADOVM_HOME:-}" ] && ! [ -d "$here/tornadovm" ]; then
  echo "gpu.sh: TORNADOVM_HOME is not set; docs/gpu.md says how to install TornadoVM" >&2
  exit 2
fi
mkdir -p "$out"

# part NAME COMMAND...: what it prints goes to NAME.txt, what it says to NAME.log.
part() {
  name=$1
  shift
  begin=$(date +%s)
  left=$((start + most - begin))
  [ "$left" -lt "$limit" ] || left=$limit
  if [ "$left" -lt 1 ]; then
    echo "$name: no time left"
    return
  fi
  timeout -k 5 "$left" "$@" >"$out/$name.txt" 2>"$out/$name.log"
  code=$?
  took=$(($(date +%s) - begin))
  case $code in
    0) echo "$name: $took s" ;;
    124 | 137) echo "$name: cut off after $took s" ;;
    *) echo "$name: failed ($code) after $took s: $(tail -n 1 "$out/$name.log")" ;;
  esac
}

nvidia-smi >"$out/nvidia-smi.txt" 2>&1 || echo "no nvidia-smi" >"$out/nvidia-smi.txt"
part doctor "$here/spektron" doctor
for preset in $presets; do
  size=16
  [ "$preset" != default ] || size=$batch
  part "$preset" "$here/spektron" bench --plan --whole --preset "$preset" --terms main --batch "$size" --device "$device"
  part "$preset-torch" "$python" "$here/bench/peers/torch_model.py" --preset "$preset" --scan tuned --batch "$size" --device cuda
done
part light-cpu "$here/spektron" bench --plan --whole --preset light --terms main --device vector
# A run that is cut off leaves the kernels that it has measured in the folder.
part kernels "$here/spektron" bench --seconds 0.1 --device all --kernels "$kernels" --out "$out"

# step FILE: milliseconds of the step that was measured, nothing if it was not.
step() {
  sed -n 's/^whole step: median \([0-9.]*\) ms.*/\1/p; s/.*"step_ms": {[^}]*"median": \([0-9.]*\).*/\1/p' "$out/$1.txt" 2>/dev/null | head -n 1
}

# ratio OURS PEER: how many times as fast as the peer.
ratio() {
  if [ -n "$1" ] && [ -n "$2" ]; then
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b / a }'
  else
    printf '%s' '-'
  fi
}

summary() {
  for preset in $presets; do
    ours=$(step "$preset")
    torch=$(step "$preset-torch")
    echo "$preset: ${ours:--} ms a step on $device; PyTorch ${torch:--} ms, ratio $(ratio "$ours" "$torch")"
  done
  cpu=$(step light-cpu)
  echo "light on the processor: ${cpu:--} ms a step, ratio $(ratio "$(step light)" "$cpu")"
  sed -n '/^tornado:[^ ]*  tornado: /,/ceilings: /p' "$out/kernels.txt"
  sed -n '/^lowest share of the ceiling on tornado:/,/^$/p' "$out/kernels.txt"
}

echo
summary | tee "$out/summary.txt"
echo "all of it: $out"
