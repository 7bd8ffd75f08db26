namespace LatentSharp;

/// <summary>What a field of a Thrift structure holds.</summary>
/// <param name="Codes">The codes that the compact protocol has for it, from the first to the last.</param>
/// <param name="Element">What the elements of a list are; null for anything else.</param>
/// <param name="Fields">The fields of a structure by their numbers; null for anything else.</param>
internal sealed record ThriftType(
    (int First, int Last) Codes, ThriftType? Element = null, IReadOnlyDictionary<int, ThriftType>? Fields = null)
{
    /// <summary>Yes or no.</summary>
    internal static ThriftType Flag { get; } = new((1, 2));

    /// <summary>A single byte.</summary>
    internal static ThriftType Octet { get; } = new((3, 3));

    /// <summary>A whole number of 16, 32 or 64 bits, which are written alike.</summary>
    internal static ThriftType Whole { get; } = new((4, 6));

    /// <summary>A number in double precision.</summary>
    internal static ThriftType Real { get; } = new((7, 7));

    /// <summary>Bytes or a text.</summary>
    internal static ThriftType Bytes { get; } = new((8, 8));

    internal static ThriftType List(ThriftType element) => new((9, 9), element);

    /// <summary>A structure; fields that it does not know may hold anything.</summary>
    internal static ThriftType Struct(params (int Field, ThriftType Type)[] fields) =>
        new((12, 12), Fields: fields.ToDictionary(field => field.Field, field => field.Type));

    internal bool Has(int code) => code >= Codes.First && code <= Codes.Last;
}
