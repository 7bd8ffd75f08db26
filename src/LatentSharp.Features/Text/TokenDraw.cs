namespace LatentSharp;

/// <summary>Draws tokens by their logits.</summary>
/// <param name="temperature">What logits are divided by; 0 takes the largest.</param>
/// <param name="most">How many of the largest are drawn from.</param>
/// <param name="first">Ids below this are never drawn.</param>
/// <param name="vocabulary">How many ids there are.</param>
internal sealed class TokenDraw(double temperature, int most, int first, int vocabulary)
{
    private readonly int[] order = new int[Math.Max(0, vocabulary - first)];
    private readonly float[] keys = new float[Math.Max(0, vocabulary - first)];
    private readonly double[] weights = new double[Math.Max(0, vocabulary - first)];

    /// <summary>The next token, of a stream of its own.</summary>
    /// <exception cref="BadArgumentException">There is no token to draw.</exception>
    internal int Next(ReadOnlySpan<float> logits, RandomStream random)
    {
        if (order.Length == 0) throw new BadArgumentException($"Generate: of {vocabulary} tokens none is left to draw from.");
        for (var i = 0; i < order.Length; i++) (order[i], keys[i]) = (first + i, -logits[first + i]);
        var count = temperature == 0 ? 1 : Math.Min(most, order.Length);
        if (count < order.Length) Array.Sort(order, ByLogit);
        if (count == 1) return order[0];
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        for (var i = 0; i < count; i++) largest = Math.Max(largest, logits[order[i]]);
        for (var i = 0; i < count; i++) sum += weights[i] = Math.Exp((logits[order[i]] - largest) / temperature);
        Span<float> uniform = [0];
        random.Uniform(uniform);
        var left = uniform[0] * sum;
        for (var i = 0; i < count - 1; i++)
        {
            left -= weights[i];
            if (left < 0) return order[i];
        }
        return order[count - 1];
    }

    /// <summary>The largest first; of equal ones the first id, whatever the sorting does.</summary>
    private int ByLogit(int a, int b)
    {
        var order = keys[a - first].CompareTo(keys[b - first]);
        return order != 0 ? order : a.CompareTo(b);
    }
}
