namespace LatentSharp;

/// <summary>
/// A source of random numbers that is a plain value: a pure function of its seed and of the names and indices it was derived by,
/// on every machine. It holds no position. Asked twice, it gives the same numbers twice; whoever needs different numbers derives
/// a stream for each purpose: <c>seed.Derive("dropout").Derive(step)</c>. The generator is Philox4x32-10.
/// </summary>
public readonly struct RandomStream : IEquatable<RandomStream>
{
    // Words of a stream and streams derived from it come from different keys: these constants tell them apart.
    private const ulong ByIndex = 0xA0761D6478BD642F;
    private const ulong ByName = 0xE7037ED1A0B428DB;

    private readonly ulong key;
    private readonly ulong stream;

    /// <summary>The stream of a seed.</summary>
    public RandomStream(long seed) : this((ulong)seed, 0)
    {
    }

    private RandomStream(ulong key, ulong stream)
    {
        this.key = key;
        this.stream = stream;
    }

    /// <summary>Whether two streams give the same numbers.</summary>
    public static bool operator ==(RandomStream left, RandomStream right) => left.Equals(right);

    /// <summary>Whether two streams differ.</summary>
    public static bool operator !=(RandomStream left, RandomStream right) => !left.Equals(right);

    /// <summary>The stream for a part of the work, such as one step of many; independent of this one and of all its other parts.</summary>
    public RandomStream Derive(long index)
    {
        var (newKey, newStream) = Philox.Block(key ^ ByIndex, (ulong)index, stream);
        return new RandomStream(newKey, newStream);
    }

    /// <summary>
    /// The stream for a part of the work with a name, such as a layer's; independent of this one and of all its other parts.
    /// </summary>
    public RandomStream Derive(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // Four characters at a time; the length first, so that no name is the beginning of another.
        var (newKey, newStream) = Philox.Block(key ^ ByName, (ulong)name.Length, stream);
        for (var i = 0; i < name.Length; i += 4)
        {
            ulong four = 0;
            for (var j = i; j < Math.Min(i + 4, name.Length); j++) four |= (ulong)name[j] << (16 * (j - i));
            (newKey, newStream) = Philox.Block(newKey, four, newStream);
        }
        return new RandomStream(newKey, newStream);
    }

    /// <summary>Fills with numbers that are evenly spread over [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <exception cref="BadArgumentException">The limits are not finite, not in order, or too far apart for a float.</exception>
    public void Uniform(Span<float> destination, float low = 0, float high = 1)
    {
        if (!(low < high) || !float.IsFinite(high - low))
            throw new BadArgumentException(
                FormattableString.Invariant($"Uniform: low is {low} and high is {high}; they must be finite, low below high."));
        RandomKernel.Fill(key, stream, new UniformDistribution(low, high), destination);
    }

    /// <summary>Fills with numbers of the normal distribution, by Box and Muller's method.</summary>
    /// <exception cref="BadArgumentException">The mean or the deviation is not finite, or the deviation is negative.</exception>
    public void Normal(Span<float> destination, float mean = 0, float deviation = 1)
    {
        if (!float.IsFinite(mean) || !float.IsFinite(deviation) || deviation < 0)
        {
            throw new BadArgumentException(FormattableString.Invariant(
                $"Normal: mean is {mean} and deviation is {deviation}; both must be finite, the deviation 0 or more."));
        }
        RandomKernel.Fill(key, stream, new NormalDistribution(mean, deviation), destination);
    }

    /// <summary>Fills with integers from <paramref name="low"/> to below <paramref name="high"/>, each as likely.</summary>
    /// <exception cref="BadArgumentException">There is no integer between the limits.</exception>
    public void Integers(Span<int> destination, int low, int high)
    {
        if (low >= high) throw new BadArgumentException($"Integers: low is {low} and high is {high}; low must be below high.");
        var words = new Words(key, stream);
        var range = (uint)((long)high - low);
        foreach (ref var item in destination) item = (int)(low + words.Below(range));
    }

    /// <summary>The integers from 0 to <paramref name="n"/> - 1 in random order, each order as likely.</summary>
    /// <exception cref="BadArgumentException"><paramref name="n"/> is negative.</exception>
    public int[] Permutation(int n)
    {
        if (n < 0) throw new BadArgumentException($"Permutation: n is {n}; it must be 0 or more.");
        var order = new int[n];
        Permutation(order);
        return order;
    }

    /// <summary>Fills with the integers from 0 to the length - 1 in random order, each order as likely.</summary>
    public void Permutation(Span<int> destination)
    {
        var words = new Words(key, stream);
        for (var i = 0; i < destination.Length; i++)
        {
            // Fisher and Yates, inside out.
            var j = (int)words.Below((uint)i + 1);
            destination[i] = destination[j];
            destination[j] = i;
        }
    }

    /// <inheritdoc/>
    public bool Equals(RandomStream other) => key == other.key && stream == other.stream;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RandomStream other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(key, stream);
}
