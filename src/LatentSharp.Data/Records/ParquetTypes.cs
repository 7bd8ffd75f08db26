using static LatentSharp.ThriftType;

namespace LatentSharp;

/// <summary>
/// The structures by which a Parquet file tells of itself, as <c>parquet.thrift</c> of the format has them. Parquet.Net reads each field as
/// these say, whatever the file calls it.
/// </summary>
internal static class ParquetTypes
{
    private static readonly ThriftType Empty = Struct();

    private static readonly ThriftType Statistics = Struct(
        (1, Bytes), (2, Bytes), (3, Whole), (4, Whole), (5, Bytes), (6, Bytes), (7, Flag), (8, Flag), (9, Whole));

    private static readonly ThriftType Time = Struct((1, Flag), (2, Struct((1, Empty), (2, Empty), (3, Empty))));

    private static readonly ThriftType LogicalType = Struct(
        (1, Empty), (2, Empty), (3, Empty), (4, Empty), (5, Struct((1, Whole), (2, Whole))), (6, Empty), (7, Time), (8, Time),
        (10, Struct((1, Octet), (2, Flag))), (11, Empty), (12, Empty), (13, Empty), (14, Empty), (15, Empty), (16, Struct((1, Octet))),
        (17, Struct((1, Bytes))), (18, Struct((1, Bytes), (2, Whole))), (19, Empty));

    private static readonly ThriftType SchemaElement = Struct(
        (1, Whole), (2, Whole), (3, Whole), (4, Bytes), (5, Whole), (6, Whole), (7, Whole), (8, Whole), (9, Whole), (10, LogicalType));

    private static readonly ThriftType KeyValue = Struct((1, Bytes), (2, Bytes));

    private static readonly ThriftType ColumnMetaData = Struct(
        (1, Whole), (2, List(Whole)), (3, List(Bytes)), (4, Whole), (5, Whole), (6, Whole), (7, Whole), (8, List(KeyValue)), (9, Whole),
        (10, Whole), (11, Whole), (12, Statistics), (13, List(Struct((1, Whole), (2, Whole), (3, Whole)))), (14, Whole), (15, Whole),
        (16, Struct((1, Whole), (2, List(Whole)), (3, List(Whole)))),
        (17, Struct(
            (1, Struct([.. Enumerable.Range(1, 8).Select(field => (field, Real))])), (2, List(Whole)))));

    private static readonly ThriftType ColumnChunk = Struct(
        (1, Bytes), (2, Whole), (3, ColumnMetaData), (4, Whole), (5, Whole), (6, Whole), (7, Whole),
        (8, Struct((1, Empty), (2, Struct((1, List(Bytes)), (2, Bytes))))), (9, Bytes));

    private static readonly ThriftType RowGroup = Struct(
        (1, List(ColumnChunk)), (2, Whole), (3, Whole), (4, List(Struct((1, Whole), (2, Flag), (3, Flag)))), (5, Whole), (6, Whole),
        (7, Whole));

    private static readonly ThriftType Cipher = Struct((1, Bytes), (2, Bytes), (3, Flag));

    /// <summary>The footer.</summary>
    internal static ThriftType FileMetaData { get; } = Struct(
        (1, Whole), (2, List(SchemaElement)), (3, Whole), (4, List(RowGroup)), (5, List(KeyValue)), (6, Bytes),
        (7, List(Struct((1, Empty), (2, Empty), (3, Empty)))), (8, Struct((1, Cipher), (2, Cipher))), (9, Bytes));

    /// <summary>The head of a page.</summary>
    internal static ThriftType PageHeader { get; } = Struct(
        (1, Whole), (2, Whole), (3, Whole), (4, Whole), (5, Struct((1, Whole), (2, Whole), (3, Whole), (4, Whole), (5, Statistics))),
        (6, Empty), (7, Struct((1, Whole), (2, Whole), (3, Flag))),
        (8, Struct((1, Whole), (2, Whole), (3, Whole), (4, Whole), (5, Whole), (6, Whole), (7, Flag), (8, Statistics))));
}
