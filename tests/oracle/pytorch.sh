# Sourced by the scripts here: finds a Python that has PyTorch, and sets what both sides need for a fair and repeatable run.
# Debian's PyTorch is in the system's own Python, which need not be the first one on the path.
python=${EVENKEEL_PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch, numpy' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-torch and python3-numpy." >&2
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-torch python3-numpy; } >&2
    fi
    if ! "$python" -c 'import torch, numpy' 2>/dev/null; then
        echo "$python has no PyTorch. 'apt-get install python3-torch python3-numpy' as root brings it, or EVENKEEL_PYTHON names a Python that has it." >&2
        exit 2
    fi
fi

# A forced core type gives PyTorch slower kernels than the processor has.
unset OPENBLAS_CORETYPE
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1} PYTHONDONTWRITEBYTECODE=1
