namespace LatentSharp;

public static partial class Ops
{
    /// <summary>1 at the place of each label, 0 elsewhere: (…) -> (…, classes).</summary>
    /// <param name="labels">Whole numbers from 0 to below the number of classes: Int32, Int64 or Float32.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="BadArgumentException">A label is not one of them.</exception>
    public static Tensor OneHot(Tensor labels, int classes)
    {
        var indices = ToIndices(labels, 0, classes, "one-hot: a label");
        var y = Tensor.Zeros(labels.Shape.Append(classes));
        var values = y.Floats;
        var places = indices.AsSpan<int>();
        for (var i = 0; i < places.Length; i++) values[(i * classes) + places[i]] = 1;
        return y;
    }
}
