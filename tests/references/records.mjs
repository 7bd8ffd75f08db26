// Small tables of typed values by writers of others, for RecordFileTests: npm i apache-arrow@21.2.0 hyparquet-writer@0.17.0, then
// node tests/references/records.mjs FOLDER, whose files are packed as Records/references/records.zip. Debian has no pyarrow.
import { writeFileSync } from "node:fs";
import * as arrow from "apache-arrow";
import { parquetWriteBuffer } from "hyparquet-writer";

const folder = process.argv[2];
const numbers = [1.5, -3, 400.25, null], whole = [1, 2, null, 40000], big = [1n, -2n, 3n, 4n];
const texts = ["x", "y", "x", null], flags = [true, false, null, true];
const days = ["2013-12-02", "2013-12-03", null, "2014-01-01"].map(day => day && new Date(day + "T00:00:00Z"));

const type = (name, extra = {}) => ({ type: name, nullable: true, ...extra });
for (const codec of ["SNAPPY", "UNCOMPRESSED"])
  writeFileSync(`${folder}/${codec.toLowerCase()}.parquet`, Buffer.from(parquetWriteBuffer({
    codec,
    columnData: [
      { name: "number", data: numbers, ...type("DOUBLE") },
      { name: "whole", data: whole, ...type("INT32") },
      { name: "big", data: big, type: "INT64", nullable: false },
      { name: "flag", data: flags, ...type("BOOLEAN") },
      { name: "time", data: days, ...type("TIMESTAMP") },
      { name: "kind", data: texts, ...type("STRING") },
    ],
    rowGroupSize: 3,
  })));

const vector = (values, of) => arrow.vectorFromArray(values, of);
const table = new arrow.Table({
  number: vector(numbers, new arrow.Float64()),
  whole: vector(whole, new arrow.Int32()),
  big: vector(big, new arrow.Int64()),
  flag: vector(flags, new arrow.Bool()),
  time: vector(days, new arrow.TimestampMillisecond()),
  kind: vector(texts, new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
});
writeFileSync(`${folder}/table.arrow`, arrow.tableToIPC(table, "file"));
const plain = new arrow.Table({ a: vector([1, 2, 3], new arrow.Float32()), kind: vector(["x", "y", "x"], new arrow.Utf8()) });
writeFileSync(`${folder}/plain.feather`, arrow.tableToIPC(plain, "file"));

// For the laws of all loaders: a good table, one of a single row, and one with a value that is no number.
for (const [name, a, b, kind] of [
  ["good", [1.5, -3, 5, 7.25], [2, 400, 6, 8], ["x", "y", "x", "y"]], ["single", [1], [2], ["x"]], ["nan", [1, 3], [2, NaN], ["x", "y"]],
]) {
  writeFileSync(`${folder}/${name}.parquet`, Buffer.from(parquetWriteBuffer({
    columnData: [
      { name: "a", data: a, type: "DOUBLE", nullable: false }, { name: "b", data: b, type: "DOUBLE", nullable: false },
      { name: "kind", data: kind, type: "STRING", nullable: false },
    ],
  })));
  writeFileSync(`${folder}/${name}.arrow`, arrow.tableToIPC(new arrow.Table({
    a: vector(a, new arrow.Float64()), b: vector(b, new arrow.Float64()), kind: vector(kind, new arrow.Utf8()),
  }), "file"));
}
