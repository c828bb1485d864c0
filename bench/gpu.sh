#!/bin/sh
# Everything that only a GPU can show, in one run of less than ten minutes: the devices and the self-check, a pretraining step of the presets
# default and light, the same steps in PyTorch on the same GPU, light on the processor, the kernels. Most of the time goes into compiling.
#
#   TORNADOVM_HOME=... bench/gpu.sh [OUTPUT_FOLDER]
#
# BATCH (default 64) is the batch of the preset default, DEVICE (default tornado) what to run on, LIMIT (default 200) the most seconds a
# part may take: one that takes longer, or for which the ten minutes do not last, is cut off and said to be. PYTHON (default python3)
# needs torch and PyWavelets for the comparison.
set -u
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
out=${1:-$here/bench/results/gpu}
device=${DEVICE:-tornado}
batch=${BATCH:-64}
limit=${LIMIT:-200}
python=${PYTHON:-python3}
most=570
start=$(date +%s)

if [ -z "${TORNADOVM_HOME:-}" ]; then
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
part default "$here/spektron" bench --plan --whole --preset default --terms main --batch "$batch" --device "$device"
part default-torch "$python" "$here/bench/peers/torch_model.py" --preset default --scan tuned --batch "$batch" --device cuda
part light "$here/spektron" bench --plan --whole --preset light --terms main --device "$device"
part light-torch "$python" "$here/bench/peers/torch_model.py" --preset light --scan tuned --batch 16 --device cuda
part light-cpu "$here/spektron" bench --plan --whole --preset light --terms main --device vector
part kernels "$here/spektron" bench --seconds 0.1 --device "$device"

echo
for preset in light default; do
  echo "$preset: $(grep -h '^whole step' "$out/$preset.txt" || echo 'no result')"
  echo "  PyTorch: $(grep -ho '"step_ms": {[^}]*}' "$out/$preset-torch.txt" || echo 'no result')"
done
echo "light on the processor: $(grep -h '^whole step' "$out/light-cpu.txt" || echo 'no result')"
echo "all of it: $out"
