#!/usr/bin/env bash
# A sweep on SLURM: scheduler, workers and the sweep itself in one job. Submit it again when its time was up: it goes on.
#
#     sbatch --ntasks 64 --time 08:00:00 slurm.sh my_study.toml [--replications auto ...]
#
# Run it in the folder where results/ shall lie, with the environment active in which salesorg[cluster] is installed.

#SBATCH --job-name salesorg
#SBATCH --ntasks 16
#SBATCH --cpus-per-task 1
#SBATCH --mem-per-cpu 1G
#SBATCH --time 04:00:00

set -euo pipefail
[ $# -ge 1 ] || { echo "usage: sbatch slurm.sh STUDY [options of salesorg sweep]" >&2; exit 2; }

place=$(mktemp -d "$PWD/.cluster.XXXXXX") # on a file system that all nodes share
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$place"' EXIT

# Workers of one node share compiled code; the first compiles it, which takes a minute or two once for each version.
export OMP_NUM_THREADS=1

dask scheduler --scheduler-file "$place/scheduler.json" --no-dashboard --port 0 &
until [ -s "$place/scheduler.json" ]; do sleep 1; done
address=$(python -c 'import json, sys; print(json.load(open(sys.argv[1]))["address"])' "$place/scheduler.json")

${SRUN-srun} dask worker "$address" --nthreads 1 --no-dashboard --local-directory "$place" &

salesorg sweep "$@" --scheduler "$address" # when the job's time is up it is killed, which costs the last seconds only
