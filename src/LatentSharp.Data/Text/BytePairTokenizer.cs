using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016, of bytes as Radford et al. 2019): a text is taken apart into pieces (<see cref="TextPieces"/>)
/// and these into the bytes of UTF-8, ids 4 to 259; then the two neighbours that were joined first in learning are joined, again and again.
/// Every text is known, and <see cref="Tokenizer.Decode"/> gives exactly it.
/// </summary>
/// <remarks>
/// Learning joins the two neighbours that occur most often in all pieces, of equally frequent ones those of the least first and then second
/// id, until the vocabulary is full or none occurs <see cref="TokenizerOptions.MinimumCount"/> times.
/// </remarks>
public sealed class BytePairTokenizer : Tokenizer
{
    internal const int Bytes = 256;
    private const int FirstJoin = SpecialCount + Bytes;

    private readonly Dictionary<(int Left, int Right), int> joins;
    private readonly byte[][] bytes;

    internal BytePairTokenizer(TokenizerOptions options, ImmutableArray<(int Left, int Right)> merges) : base(options)
    {
        Merges = merges;
        joins = new(merges.Length);
        bytes = new byte[FirstJoin + merges.Length][];
        for (var id = 0; id < FirstJoin; id++) bytes[id] = id < SpecialCount ? [] : [(byte)(id - SpecialCount)];
        for (var place = 0; place < merges.Length; place++)
        {
            var (left, right) = merges[place];
            var id = FirstJoin + place;
            if (left < SpecialCount || right < SpecialCount || left >= id || right >= id || !joins.TryAdd((left, right), id)
                || bytes[left].Length + bytes[right].Length > TextPieces.LongestBytes)
            {
                throw new BadArgumentException(
                    $"Tokenizer: join {place + 1} of {left} and {right} does not fit; two ids from {SpecialCount} to {id - 1} that are not "
                    + $"joined before would, of {TextPieces.LongestBytes} bytes together at most.");
            }
            bytes[id] = [.. bytes[left], .. bytes[right]];
        }
    }

    /// <summary>The ids of the two parts of each join, in the order in which they were learned: the first is id 260.</summary>
    public ImmutableArray<(int Left, int Right)> Merges { get; }

    /// <inheritdoc/>
    public override int VocabularySize => bytes.Length;

    /// <inheritdoc/>
    public override ImmutableArray<string> Tokens =>
        [.. Merges.Select(merge => string.Create(CultureInfo.InvariantCulture, $"{merge.Left} {merge.Right}"))];

    internal static BytePairTokenizer Learn(IEnumerable<string> texts, TokenizerOptions options) => new(
        options,
        BytePairLearning.Learn(
            options.Lowercase == true ? texts.Select(text => text.ToLowerInvariant()) : texts,
            options.VocabularySize!.Value - FirstJoin, options.MinimumCount!.Value));

    internal static ImmutableArray<(int Left, int Right)> ReadMerges(IReadOnlyList<string> tokens)
    {
        var merges = ImmutableArray.CreateBuilder<(int, int)>(tokens.Count);
        foreach (var token in tokens)
        {
            var parts = token.Split(' ');
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var left)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var right))
                throw new BadArgumentException($"Tokenizer: '{token}' is no join; two ids with a blank between them are expected.");
            merges.Add((left, right));
        }
        return merges.ToImmutable();
    }

    private protected override void Encode(string text, List<int> ids)
    {
        var known = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = text.AsSpan(); TextPieces.Next(ref rest, out var piece);)
        {
            if (!lookup.TryGetValue(piece, out var own)) lookup[piece] = own = Join(piece);
            ids.AddRange(own);
        }
    }

    /// <summary>The ids of a piece: the neighbours of the earliest join, from the left, until none is left to join.</summary>
    private int[] Join(ReadOnlySpan<char> piece)
    {
        Span<byte> text = stackalloc byte[TextPieces.LongestBytes];
        Span<int> ids = stackalloc int[TextPieces.LongestBytes];
        var count = Encoding.UTF8.GetBytes(piece, text);
        for (var i = 0; i < count; i++) ids[i] = SpecialCount + text[i];
        while (true)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < count; i++)
                if (joins.TryGetValue((ids[i], ids[i + 1]), out var join) && join < best) (best, at) = (join, i);
            if (at < 0) return ids[..count].ToArray();
            ids[at] = best;
            ids[(at + 2)..count].CopyTo(ids[(at + 1)..]);
            count--;
        }
    }

    private protected override string Join(ReadOnlySpan<int> ids)
    {
        var text = new List<byte>(4 * ids.Length);
        foreach (var id in ids)
        {
            if (id == Unknown) text.AddRange(Encoding.UTF8.GetBytes(UnknownText));
            else text.AddRange(bytes[id]);
        }
        return Encoding.UTF8.GetString([.. text]);
    }

    private protected override string Show(int id)
    {
        var text = Encoding.UTF8.GetString(bytes[id]);
        return text.Contains(UnknownText, StringComparison.Ordinal) ? $"<{Convert.ToHexString(bytes[id])}>" : text;
    }
}
