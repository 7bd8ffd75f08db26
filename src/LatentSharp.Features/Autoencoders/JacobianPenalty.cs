namespace LatentSharp;

/// <summary>
/// weight / D · the mean over samples of the squared Frobenius norm of the encoder's Jacobian, exactly, in memory that does not grow with
/// the number of features. The encoder is dense layers, hidden ones with ReLU and the code with a sigmoid: row j of a sample's Jacobian is
/// sⱼ·Wₗ[:, j]ᵀ, multiplied back through each hidden layer by its ReLU's mask and its kernel, with s = code·(1 - code) (Rifai et al. 2011;
/// with no hidden layer Σⱼ sⱼ² Σᵢ Wᵢⱼ²). The rows are computed a few features at a time, with the gradient of their squares by kernels and
/// s, and forgotten; what is added to the loss is the linear function of kernels and s that has this value and this gradient.
/// </summary>
internal sealed class JacobianPenalty(float weight) : ICodePenalty
{
    /// <summary>Values of rows that are in memory at once, as far as one feature's allow.</summary>
    private const int Budget = 1 << 18;

    private Tensor[] kernels = [], outputs = [], rows = [];
    private float[][] kernelGradients = [];
    private float[] slopeGradient = [];

    public bool KeepsMemory => true;

    public Tensor Encode(Layer encoder, Tensor samples, in CallContext context)
    {
        var (code, norms) = Compute(encoder, samples, context);
        context.AddLoss(norms * (weight / samples.Count));
        return code;
    }

    /// <summary>The code of a batch (N, …), and the squared norms of its samples' Jacobians, summed.</summary>
    internal (Tensor Code, Tensor SquaredNorms) Compute(Layer encoder, Tensor samples, in CallContext context)
    {
        // The first layer flattens.
        var layers = encoder.Layers;
        Prepare(layers.Count - 1);
        var code = layers[0].Call(samples, context);
        for (var i = 0; i < kernels.Length; i++)
        {
            var layer = layers[i + 1];
            code = layer.Call(code, context);
            kernels[i] = layer.OwnParameters[0].Value;
            outputs[i] = code;
        }
        return (code, SquaredNorms(code));
    }

    /// <summary>The squared norms of the Jacobians of all samples of the last call, summed: a tensor of that value and gradient.</summary>
    private Tensor SquaredNorms(Tensor code)
    {
        var slope = code * (1 - code);
        if (kernels.Length == 1) return Ops.Sum(Ops.Square(slope) * Ops.Sum(Ops.Square(kernels[0]), 0));
        var value = Accumulate(slope);
        var linear = Ops.Sum(slope * Tensor.From(slopeGradient.AsSpan(0, slope.Count), slope.Shape));
        for (var i = 0; i < kernels.Length; i++) linear += Ops.Sum(kernels[i] * Tensor.From(kernelGradients[i], kernels[i].Shape));
        return linear + (float)(value - linear.Item());
    }

    /// <summary>The sum of squares, whose gradients by kernels and slope are then in their arrays.</summary>
    private double Accumulate(Tensor slope)
    {
        var (samples, features) = (slope.Shape[0], slope.Shape[1]);
        var widest = 1;
        for (var i = 0; i < kernels.Length; i++)
        {
            Clear(ref kernelGradients[i], kernels[i].Count);
            widest = Math.Max(widest, kernels[i].Shape[0]);
        }
        Clear(ref slopeGradient, slope.Count);
        var chunk = (int)Math.Clamp(Budget / ((long)samples * widest), 1, features);
        var value = 0.0;
        using var scope = InferenceScope.Open();
        for (var first = 0; first < features; first += chunk)
        {
            value += Accumulate(slope, first, Math.Min(chunk, features - first));
            scope.Recycle();
        }
        return value;
    }

    /// <summary>The part of some features in it.</summary>
    private double Accumulate(Tensor slope, int first, int count)
    {
        var (samples, last) = (slope.Shape[0], kernels.Length - 1);
        var columns = Ops.Transpose(Ops.Slice(kernels[last], 1, first, count));
        var slopes = Ops.Reshape(Ops.Slice(slope, 1, first, count), [samples, count, 1]);
        rows[last] = Masked(slopes * columns, last);
        for (var i = last; i > 0; i--)
        {
            var before = Ops.MatMul(Flat(rows[i]), kernels[i - 1], transposeB: true).Reshape([samples, count, kernels[i - 1].Shape[0]]);
            rows[i - 1] = i > 1 ? Masked(before, i - 1) : before;
        }
        var value = 0.0;
        foreach (var element in rows[0].AsSpan()) value += (double)element * element;

        var gradient = 2 * rows[0];
        for (var i = 1; i <= last; i++)
        {
            Add(Ops.MatMul(Flat(gradient), Flat(rows[i]), transposeA: true).AsSpan(), kernelGradients[i - 1]);
            gradient = Masked(Ops.MatMul(Flat(gradient), kernels[i - 1]).Reshape(rows[i].Shape), i);
        }
        Place(Ops.Sum(gradient * columns, ^1).AsSpan(), slopeGradient, count, slope.Shape[1], first);
        Place(Ops.Transpose(Ops.Sum(gradient * slopes, 0)).AsSpan(), kernelGradients[last], count, slope.Shape[1], first);
        return value;
    }

    /// <summary>Rows (N, features, width) before layer <paramref name="layer"/>, with 0 where the ReLU before it gave 0.</summary>
    private Tensor Masked(Tensor of, int layer) => of * Ops.Reshape(Ops.Sign(outputs[layer - 1]), [of.Shape[0], 1, of.Shape[2]]);

    private static Tensor Flat(Tensor rows) => rows.Reshape([rows.Shape[0] * rows.Shape[1], rows.Shape[2]]);

    private static void Add(ReadOnlySpan<float> values, float[] to)
    {
        for (var i = 0; i < values.Length; i++) to[i] += values[i];
    }

    /// <summary>Puts a matrix of some columns into one of more, at their place.</summary>
    private static void Place(ReadOnlySpan<float> values, float[] to, int columns, int allColumns, int first)
    {
        for (var row = 0; row < values.Length / columns; row++)
            values.Slice(row * columns, columns).CopyTo(to.AsSpan((row * allColumns) + first));
    }

    private static void Clear(ref float[] values, int length)
    {
        if (values.Length < length) values = new float[length];
        else values.AsSpan().Clear();
    }

    private void Prepare(int layers)
    {
        if (kernels.Length != layers)
            (kernels, outputs, rows, kernelGradients) =
                (new Tensor[layers], new Tensor[layers], new Tensor[layers], [.. Enumerable.Repeat<float[]>([], layers)]);
    }
}
