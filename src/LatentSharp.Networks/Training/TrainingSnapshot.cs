namespace LatentSharp;

/// <summary>
/// What a training has to remember so that it can go on elsewhere as if it had never stopped: tensors, numbers and texts by names with
/// slashes, as <c>optimizer/moment_0</c>. Tensors in it are copies that no tape owns.
/// </summary>
public sealed class TrainingSnapshot
{
    private readonly SortedDictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, double> numbers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The tensors, in the order of their names.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => tensors;

    /// <summary>The numbers, in the order of their names; counts among them are exact up to 2⁵³, and some may be infinite.</summary>
    public IReadOnlyDictionary<string, double> Numbers => numbers;

    /// <summary>The texts, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <summary>Whether nothing was taken in.</summary>
    public bool IsEmpty => tensors.Count == 0 && numbers.Count == 0 && texts.Count == 0;

    /// <summary>A snapshot of some numbers.</summary>
    internal static TrainingSnapshot Of(params ReadOnlySpan<(string Name, double Value)> numbers)
    {
        var snapshot = new TrainingSnapshot();
        foreach (var (name, value) in numbers) snapshot.Add(name, value);
        return snapshot;
    }

    /// <summary>Takes in a copy of a tensor.</summary>
    public void Add(string name, Tensor value) => tensors[name] = value.Keep();

    /// <summary>Takes in a number.</summary>
    public void Add(string name, double value) => numbers[name] = value;

    /// <summary>Takes in a count.</summary>
    public void Add(string name, long value) => numbers[name] = value;

    /// <summary>Takes in a text.</summary>
    public void Add(string name, string value) => texts[name] = value;

    /// <summary>Takes in a row of numbers, to be read by <see cref="Values"/>.</summary>
    public void Add(string name, ReadOnlySpan<double> values)
    {
        Add($"{name}/count", (long)values.Length);
        for (var i = 0; i < values.Length; i++) numbers[FormattableString.Invariant($"{name}/{i}")] = values[i];
    }

    /// <summary>Takes in all of another snapshot, under names that begin with the prefix and a slash.</summary>
    public void Add(string prefix, TrainingSnapshot part)
    {
        ArgumentNullException.ThrowIfNull(part);
        foreach (var (name, value) in part.tensors) tensors[$"{prefix}/{name}"] = value;
        foreach (var (name, value) in part.numbers) numbers[$"{prefix}/{name}"] = value;
        foreach (var (name, value) in part.texts) texts[$"{prefix}/{name}"] = value;
    }

    /// <summary>What was added under a prefix, by the names that it had before.</summary>
    public TrainingSnapshot Under(string prefix)
    {
        var part = new TrainingSnapshot();
        foreach (var (name, value) in tensors.Where(pair => IsUnder(pair.Key, prefix))) part.tensors[name[(prefix.Length + 1)..]] = value;
        foreach (var (name, value) in numbers.Where(pair => IsUnder(pair.Key, prefix))) part.numbers[name[(prefix.Length + 1)..]] = value;
        foreach (var (name, value) in texts.Where(pair => IsUnder(pair.Key, prefix))) part.texts[name[(prefix.Length + 1)..]] = value;
        return part;
    }

    /// <summary>A number that must be there.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public double Number(string name) => numbers.TryGetValue(name, out var value)
        ? value
        : throw new BadArgumentException($"The snapshot has no number '{name}'; it has {Listed(numbers.Keys)}.");

    /// <summary>A count that must be there: a whole number of 0 or more.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public long Count(string name) => Number(name) is >= 0 and <= 1L << 53 and var value && Math.Floor(value) == value
        ? (long)value
        : throw new BadArgumentException(
            FormattableString.Invariant($"The snapshot's '{name}' is {Number(name)}; it must be a whole number of 0 or more."));

    /// <summary>A row of numbers that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="length">How many there must be; null for any number of them.</param>
    /// <exception cref="BadArgumentException">It is not, or there are more or fewer.</exception>
    public double[] Values(string name, int? length = null)
    {
        var count = Count($"{name}/count");
        if (count > numbers.Count || (length is not null && count != length))
            throw new BadArgumentException(
                FormattableString.Invariant($"The snapshot's '{name}' is of {count} numbers; {length ?? numbers.Count} would fit."));
        return [.. Enumerable.Range(0, (int)count).Select(i => Number(FormattableString.Invariant($"{name}/{i}")))];
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public string Text(string name) => texts.TryGetValue(name, out var value)
        ? value
        : throw new BadArgumentException($"The snapshot has no text '{name}'; it has {Listed(texts.Keys)}.");

    /// <summary>A tensor that must be there, of Float32 and this shape.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public Tensor Tensor(string name, Shape shape)
    {
        if (!tensors.TryGetValue(name, out var value))
            throw new BadArgumentException($"The snapshot has no tensor '{name}'; it has {Listed(tensors.Keys)}.");
        if (value.Shape != shape || value.DType != DType.Float32)
            throw new BadArgumentException($"The snapshot's '{name}' is {value.DType} {value.Shape}; Float32 {shape} would fit.");
        return value;
    }

    private static bool IsUnder(string name, string prefix) =>
        name.Length > prefix.Length && name[prefix.Length] == '/' && name.StartsWith(prefix, StringComparison.Ordinal);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));
}
