namespace LatentSharp;

/// <summary>
/// What an attention is made of. Queries, keys and values are (N, T, H, D) as they lie in memory: a head's rows are H·D apart, and nothing
/// is turned round.
/// </summary>
internal unsafe struct AttentionSizes
{
    /// <summary>Scores of so many numbers stay in the second-level cache beside what they are made of.</summary>
    private const int ScoresInBlock = 48 * 1024;

    private const int LeastRows = 16, MostRows = 128;

    internal int Samples, Heads, Queries, Keys, KeySize, ValueSize;
    internal bool Causal;
    internal float Scale;

    /// <summary>0 for keys that are not seen: (N, Tk), or (N, Tq, Tk) with <see cref="MaskStep"/> Tk; null for none.</summary>
    internal float* Mask;

    /// <summary>From one query's mask to the next; 0 where all queries have the same.</summary>
    internal int MaskStep;

    /// <summary>The share of weights that are dropped, and where the numbers that decide come from.</summary>
    internal float Rate;
    internal RandomStream Random;

    internal readonly nint KeyStride => (nint)Heads * KeySize;

    internal readonly nint ValueStride => (nint)Heads * ValueSize;

    /// <summary>
    /// Queries that are worked on together. It depends on the number of keys alone, as the order of sums over queries does.
    /// </summary>
    internal readonly int Rows => Math.Min(Queries, Math.Clamp(ScoresInBlock / Math.Max(1, Keys), LeastRows, MostRows));

    internal readonly int Blocks => Blocking.CeilingDivide(Queries, Rows);

    /// <summary>How many keys the query sees at most.</summary>
    internal readonly int Reach(int query) => Causal ? Math.Min(Keys, query + 1) : Keys;

    internal readonly nint KeyPlace(int head, int step, int steps) =>
        (((nint)(head / Heads) * steps + step) * Heads + head % Heads) * KeySize;

    internal readonly nint ValuePlace(int head, int step, int steps) =>
        (((nint)(head / Heads) * steps + step) * Heads + head % Heads) * ValueSize;

    internal readonly float* MaskOf(int head, int query) =>
        Mask == null ? null : Mask + (MaskStep == 0 ? (nint)(head / Heads) * Keys : ((nint)(head / Heads) * Queries + query) * MaskStep);

    /// <summary>Multiplications of one head, for the grain of work.</summary>
    internal readonly long Work => (long)Queries * Keys * (KeySize + ValueSize + 8);
}
