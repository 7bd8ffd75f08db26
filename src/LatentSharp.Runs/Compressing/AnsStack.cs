namespace LatentSharp;

/// <summary>
/// A stack of symbols as one large number (Duda 2013, asymmetric numeral systems), whose lower part is kept in words of 32 bits: what is
/// pushed with a share of 2⁻ᵏ takes k bits, and what is popped comes in the reverse order. Whole numbers alone.
/// </summary>
internal sealed class AnsStack
{
    private const ulong Least = 1UL << 32;

    private readonly List<uint> words;
    private readonly Func<uint>? more;

    /// <param name="more">What an empty stack takes words from; null for one that refuses to be popped then.</param>
    internal AnsStack(Func<uint>? more) => (words, State, this.more) = ([], Least, more);

    /// <summary>A stack that was written.</summary>
    /// <param name="state">Its upper part.</param>
    /// <param name="words">Its words, the lowest first.</param>
    internal AnsStack(ulong state, IEnumerable<uint> words) => (this.words, State) = ([.. words], state);

    /// <summary>The upper part.</summary>
    internal ulong State { get; private set; }

    /// <summary>The words, the lowest first.</summary>
    internal IReadOnlyList<uint> Words => words;

    /// <summary>How many words were taken from elsewhere.</summary>
    internal int Borrowed { get; private set; }

    /// <summary>Whether it is as a new one is that holds these words.</summary>
    internal bool IsAtRest => State == Least;

    /// <summary>Puts a symbol on top.</summary>
    /// <param name="start">The sum of the frequencies of the symbols before it.</param>
    /// <param name="frequency">Its own, 1 or more.</param>
    /// <param name="precision">The frequencies of all symbols sum to 2 to this power, at most 31.</param>
    internal void Push(uint start, uint frequency, int precision)
    {
        if (State >= (ulong)frequency << (64 - precision))
        {
            words.Add((uint)State);
            State >>= 32;
        }
        State = ((State / frequency) << precision) + (State % frequency) + start;
    }

    /// <summary>Where among the frequencies the symbol on top lies: 0 to 2^precision - 1.</summary>
    internal uint Peek(int precision) => (uint)(State & ((1UL << precision) - 1));

    /// <summary>Takes the symbol on top, once its frequencies are known.</summary>
    /// <exception cref="InvalidDataException">The stack is empty.</exception>
    internal void Pop(uint start, uint frequency, int precision)
    {
        State = (frequency * (State >> precision)) + Peek(precision) - start;
        if (State >= Least) return;
        State = (State << 32) | Take();
    }

    private uint Take()
    {
        if (words.Count > 0)
        {
            var word = words[^1];
            words.RemoveAt(words.Count - 1);
            return word;
        }
        if (more is null) throw new InvalidDataException("it ends before its time");
        Borrowed++;
        return more();
    }
}
