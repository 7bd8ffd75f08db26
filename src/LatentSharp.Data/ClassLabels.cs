using System.Globalization;

namespace LatentSharp;

/// <summary>Turns numbers that say which class a sample has into indices of classes.</summary>
internal static class ClassLabels
{
    /// <summary>
    /// The classes that occur in any of the arrays, in rising order, and for each array the indices of its samples' classes, Int32 of shape (N).
    /// Arrays of shape (N, 1) are taken for (N).
    /// </summary>
    /// <param name="arrays">What to call each, its numbers and how many are needed.</param>
    /// <exception cref="BadFileException">An array has another shape, a number is not whole, or there are more than 10,000 classes.</exception>
    internal static (string[] Names, Tensor[] Labels) From(params ReadOnlySpan<(string Name, Tensor Numbers, int Count)> arrays)
    {
        var classes = new SortedSet<long>();
        var all = new long[arrays.Length][];
        for (var a = 0; a < arrays.Length; a++)
        {
            var (name, numbers, count) = arrays[a];
            if (numbers.Rank is 0 or > 2 || numbers.Shape[0] != count || numbers.Count != count)
                throw new BadFileException($"{name}: labels of shape {numbers.Shape} do not fit {count} samples; ({count}) is needed.");
            all[a] = new long[count];
            var values = SampleArray.ToFloat32(numbers, numbers.Shape).AsSpan();
            for (var i = 0; i < count; i++)
            {
                var value = values[i];
                if (value != MathF.Truncate(value) || MathF.Abs(value) > 1 << 24)
                    throw BadFileException.At(name, $"element [{i}]", $"{value.ToString(CultureInfo.InvariantCulture)} is no class; whole numbers up to {1 << 24} are.");
                all[a][i] = (long)value;
                if (classes.Add(all[a][i]) && classes.Count > CsvClasses.Most)
                    throw new BadFileException($"{name}: the labels have more than {CsvClasses.Most} different values, too many for classes.");
            }
        }
        var order = classes.ToArray();
        var names = Array.ConvertAll(order, n => n.ToString(CultureInfo.InvariantCulture));
        return (names, Array.ConvertAll(all, values => Tensor.From(Array.ConvertAll(values, v => Array.BinarySearch(order, v)))));
    }
}
