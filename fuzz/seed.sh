#!/usr/bin/env bash
# Seeds for each target, from the data of the tests.
set -euo pipefail
cd "$(dirname "$0")"
data=../tests/data
broken=../tests/published/broken

seed() {
    local target=$1
    shift
    mkdir -p "corpus/$target"
    for file in "$@"; do
        [ -f "$file" ] && cp "$file" "corpus/$target/$(echo "$file" | tr -c 'A-Za-z0-9\n' '_')"
    done
    return 0
}

seed ucdp $data/derived/ged41.csv $data/packed/events.csv $broken/0*.csv $broken/3*.csv
seed acled $broken/4*.csv
seed gdelt $data/gdelt/* $broken/5*.CSV
seed polecat $broken/6*.txt
seed ical $data/ical/*.ics $data/derived/*.ics $broken/8*.ics
seed json $data/plover/*.json $data/timemap/*.json $data/derived/*.geojson $data/derived/*.jsonl $broken/6*.json $broken/7*.geojson
seed timelinejs $data/timelinejs/* $data/timesketch/* $broken/8*.json $broken/8*.csv $broken/9*.csv
seed delimited $data/derived/ged41.csv $data/gdelt/* $broken/0*.csv
seed input $data/derived/packed/* $data/packed/* $broken/2* $broken/1*.csv $data/derived/timesketch.jsonl
seed dataset ../data/syria-2024/dataset.toml ../data/syria-2024/regions.toml ../tests/broken/*.toml
mkdir -p corpus/mapped corpus/filter
for map in $data/mapped/*.toml; do
    table=${map%.toml}.csv
    [ -f "$table" ] || table=${map%.toml}.ndjson
    { cat "$map"; printf '\0'; cat "$table"; } > "corpus/mapped/$(basename "$map")"
done
sed -n '/^```filter$/,/^```$/p' ../docs/filter-language.md | sed 's/  .*//' | grep -v '^```' | split -l 1 -a 4 - corpus/filter/example
