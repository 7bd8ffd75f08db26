namespace LatentSharp.Tests;

/// <summary>The parts that evaluation.py fits and tests on.</summary>
internal static class Halves
{
    /// <summary>Even rows of iris to fit on, odd rows to test on.</summary>
    internal static (Tensor TrainX, Tensor TrainY, Tensor TestX, Tensor TestY) Iris()
    {
        var (x, y) = (EvaluationReference.Iris.ToArray(), EvaluationReference.Labels("data", "iris_labels").ToArray<int>());
        return (Rows(0), Labels(0), Rows(1), Labels(1));

        Tensor Rows(int parity) => Tensor.From(x.Chunk(4).Where((_, i) => i % 2 == parity).SelectMany(row => row).ToArray(), [75, 4]);
        Tensor Labels(int parity) => Tensor.From(y.Where((_, i) => i % 2 == parity).ToArray());
    }

    /// <summary>The sums of each digit's columns, then rows: the first 1000 to fit on, 797 to test on.</summary>
    internal static (Tensor TrainX, Tensor TrainY, Tensor TestX, Tensor TestY) DigitSums()
    {
        var digits = EvaluationReference.Digits;
        var sums = new float[1797 * 16];
        for (var i = 0; i < digits.Count; i++)
        {
            var (image, row, column) = (i / 64, i / 8 % 8, i % 8);
            sums[(image * 16) + column] += digits.AsSpan()[i];
            sums[(image * 16) + 8 + row] += digits.AsSpan()[i];
        }
        var (x, y) = (Tensor.From(sums, [1797, 16]), EvaluationReference.Labels("data", "digits_labels"));
        return (x.Rows(0, 1000), y.Rows(0, 1000), x.Rows(1000, 797), y.Rows(1000, 797));
    }
}
