namespace LatentSharp;

/// <summary>
/// Pictures as coefficients of blocks and back: colours along their principal components, then each plane's blocks along those of blocks
/// (the Karhunen-Loève transform). Both are orthonormal, so that an error of a coefficient is an equal one of pixels. Plain additions and
/// multiplications in one order: the same bits everywhere.
/// </summary>
internal sealed class BlockTransform
{
    private readonly double[] mean, colours, blocks;

    /// <param name="block">Pixels along a side of a block.</param>
    /// <param name="mean">(C): the mean of each channel.</param>
    /// <param name="colours">(C, C): orthonormal rows.</param>
    /// <param name="blocks">(C, block², block²): orthonormal rows for each plane.</param>
    internal BlockTransform(int block, double[] mean, double[] colours, double[] blocks) =>
        (Block, this.mean, this.colours, this.blocks) = (block, mean, colours, blocks);

    internal int Block { get; }

    internal int Channels => mean.Length;

    /// <summary>Coefficients of a block in one plane.</summary>
    internal int Size => Block * Block;

    /// <summary>Coefficients of a block: those of the first plane, then those of the next.</summary>
    internal int Coefficients => Channels * Size;

    internal Dictionary<string, Tensor> Weights => new(StringComparer.Ordinal)
    {
        ["colours/mean"] = Named(mean, [Channels]),
        ["colours/components"] = Named(colours, [Channels, Channels]),
        ["blocks/components"] = Named(blocks, [Channels, Size, Size]),
    };

    /// <summary>Learns it from pictures (N, H, W, C), from blocks at two places of the grid.</summary>
    internal static BlockTransform Learn(Tensor samples, Planes planes, int block, CancellationToken cancellation)
    {
        var (count, channels, pixels) = (samples.Shape[0], planes.Channels, planes.Height * planes.Width);
        var means = LinearAlgebra.ColumnMeans(samples.AsSpan(), count * pixels, channels);
        // As the numbers are saved, so that a model that was read again computes the same.
        var mean = Array.ConvertAll(means, value => (double)(float)value);
        var colours = Vectors(
            LinearAlgebra.Covariance(samples.AsSpan(), count * pixels, channels, means, cancellation), channels, cancellation);
        var size = block * block;
        var identity = new double[channels * size * size];
        for (var i = 0; i < channels * size; i++) identity[(i * size) + (i % size)] = 1;
        var raw = new BlockTransform(block, mean, colours, identity);
        var products = new double[channels * size * size];
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = samples.AsSpan().Slice(i * pixels * channels, pixels * channels);
            foreach (var shift in new[] { 0, block / 2 })
            {
                if (shift > 0 && (planes.Height - shift < block || planes.Width - shift < block)) continue;
                var own = new Planes(planes.Height - shift, planes.Width - shift, channels);
                raw.AddProducts(raw.Analyze(Shifted(sample, planes, shift), own), products);
            }
        }
        var learned = new double[identity.Length];
        for (var plane = 0; plane < channels; plane++)
            Vectors(products.AsSpan(plane * size * size, size * size), size, cancellation).CopyTo(learned.AsSpan(plane * size * size));
        return new BlockTransform(block, mean, colours, learned);
    }

    /// <exception cref="BadArgumentException">A weight is missing or has another shape.</exception>
    internal static BlockTransform Restore(PictureCodecOptions options, int channels, IReadOnlyDictionary<string, Tensor> weights)
    {
        var size = options.Block * options.Block;
        return new BlockTransform(
            options.Block, Taken("colours/mean", [channels]), Taken("colours/components", [channels, channels]),
            Taken("blocks/components", [channels, size, size]));

        double[] Taken(string name, Shape shape) =>
            Array.ConvertAll(WeightSet.Take(options, weights, name, shape).ToArray(), value => (double)value);
    }

    internal int Down(int height) => (height + Block - 1) / Block;

    /// <summary>The coefficients (blocks down, blocks across, Coefficients) of a picture, continued beyond its border.</summary>
    internal float[] Analyze(ReadOnlySpan<float> picture, Planes planes)
    {
        var (down, across) = (Down(planes.Height), Down(planes.Width));
        var result = new float[down * across * Coefficients];
        var (pixels, own) = (new double[Size * Channels], new double[Size]);
        for (var place = 0; place < down * across; place++)
        {
            for (var i = 0; i < Size; i++)
            {
                var y = Math.Min(((place / across) * Block) + (i / Block), planes.Height - 1);
                var x = Math.Min(((place % across) * Block) + (i % Block), planes.Width - 1);
                for (var c = 0; c < Channels; c++)
                    pixels[(i * Channels) + c] = picture[(((y * planes.Width) + x) * Channels) + c] - mean[c];
            }
            for (var plane = 0; plane < Channels; plane++)
            {
                for (var i = 0; i < Size; i++)
                {
                    double sum = 0;
                    for (var c = 0; c < Channels; c++) sum += pixels[(i * Channels) + c] * colours[(plane * Channels) + c];
                    own[i] = sum;
                }
                for (var k = 0; k < Size; k++)
                {
                    var row = blocks.AsSpan(((plane * Size) + k) * Size, Size);
                    double sum = 0;
                    for (var i = 0; i < own.Length; i++) sum += own[i] * row[i];
                    result[(place * Coefficients) + (plane * Size) + k] = (float)sum;
                }
            }
        }
        return result;
    }

    /// <summary>The picture (H, W, C) of coefficients.</summary>
    internal float[] Synthesize(ReadOnlySpan<float> coefficients, int height, int width)
    {
        var across = Down(width);
        var result = new float[height * width * Channels];
        var own = new double[Coefficients];
        for (var place = 0; place < Down(height) * across; place++)
        {
            own.AsSpan().Clear();
            for (var k = 0; k < Coefficients; k++)
            {
                var value = (double)coefficients[(place * Coefficients) + k];
                if (value == 0) continue;
                var row = blocks.AsSpan(k * Size, Size);
                var to = own.AsSpan((k / Size) * Size, Size);
                for (var i = 0; i < row.Length; i++) to[i] += value * row[i];
            }
            for (var i = 0; i < Size; i++)
            {
                var (y, x) = (((place / across) * Block) + (i / Block), ((place % across) * Block) + (i % Block));
                if (y >= height || x >= width) continue;
                for (var c = 0; c < Channels; c++)
                {
                    var sum = mean[c];
                    for (var plane = 0; plane < Channels; plane++) sum += own[(plane * Size) + i] * colours[(plane * Channels) + c];
                    result[(((y * width) + x) * Channels) + c] = (float)sum;
                }
            }
        }
        return result;
    }

    private static float[] Shifted(ReadOnlySpan<float> sample, Planes planes, int shift)
    {
        var (rows, width) = (planes.Height - shift, (planes.Width - shift) * planes.Channels);
        var result = new float[rows * width];
        for (var y = 0; y < rows; y++)
            sample.Slice((((y + shift) * planes.Width) + shift) * planes.Channels, width).CopyTo(result.AsSpan(y * width));
        return result;
    }

    /// <summary>
    /// Adds the products of all pairs of a block's pixels in each plane. They are taken about zero, not about the mean: what a block's
    /// mean differs by is a coefficient like others.
    /// </summary>
    private void AddProducts(float[] planes, double[] products)
    {
        for (var from = 0; from < planes.Length; from += Size)
        {
            var plane = from / Size % Channels;
            var own = planes.AsSpan(from, Size);
            for (var i = 0; i < own.Length; i++)
            {
                var row = products.AsSpan(((plane * Size) + i) * Size, Size);
                for (var k = 0; k < row.Length; k++) row[k] += (double)own[i] * own[k];
            }
        }
    }

    private static double[] Vectors(ReadOnlySpan<double> matrix, int side, CancellationToken cancellation) => Array.ConvertAll(
        LinearAlgebra.SymmetricEigen(matrix, side, cancellation).Vectors, value => (double)(float)value);

    private static Tensor Named(double[] values, Shape shape) =>
        Tensor.From(Array.ConvertAll(values, value => (float)value), shape).Keep();
}
