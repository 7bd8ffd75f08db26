namespace LatentSharp;

/// <summary>
/// Hides one of every 4 values along each axis and puts the mean of its neighbours there, those at the corners half as much, so that
/// nothing that is told of a value knows it (Batson and Royer 2019).
/// </summary>
internal sealed class GridMask(bool series)
{
    private const int Period = 4;

    /// <summary>In how many ways values can be hidden, so that each is once.</summary>
    internal int Phases => series ? Period : Period * Period;

    /// <summary>A batch with values hidden, the grid of each sample drawn, and 0 where one is hidden, 1 elsewhere.</summary>
    internal (Tensor Hidden, Tensor Shown) Hide(Tensor batch, RandomStream random)
    {
        var (count, size) = (batch.Shape[0], batch.Shape[1..].Count);
        var (height, width) = series ? (1, batch.Shape[1]) : (batch.Shape[1], batch.Shape[2]);
        var phases = new int[count];
        random.Integers(phases, 0, Phases);
        var hidden = Tensor.Create<float, (GridMask Self, Tensor Batch, int[] Phases, int Height, int Width)>(
            batch.Shape, (this, batch, phases, height, width), static (values, state) =>
            {
                var x = state.Batch.AsSpan();
                x.CopyTo(values);
                var size = state.Height * state.Width;
                for (var i = 0; i < state.Phases.Length; i++)
                    state.Self.Hide(x.Slice(i * size, size), values.Slice(i * size, size), state.Height, state.Width, state.Phases[i]);
            });
        var shown = Tensor.Create<float, (GridMask Self, int[] Phases, int Width, int Size)>(
            batch.Shape, (this, phases, width, size), static (values, state) =>
            {
                for (var i = 0; i < values.Length; i++)
                    values[i] = state.Self.IsHidden(i % state.Size, state.Width, state.Phases[i / state.Size]) ? 0 : 1;
            });
        return (hidden, shown);
    }

    /// <summary>Whether the value at a place of a plane is hidden.</summary>
    internal bool IsHidden(int at, int width, int phase) =>
        (at % width) % Period == phase % Period && (series || (at / width) % Period == phase / Period);

    /// <summary>One plane with values hidden.</summary>
    internal void Hide(ReadOnlySpan<float> plane, Span<float> hidden, int height, int width, int phase)
    {
        for (var row = series ? 0 : phase / Period; row < height; row += series ? 1 : Period)
        {
            for (var column = phase % Period; column < width; column += Period)
            {
                double sum = 0, weights = 0;
                for (var y = Math.Max(0, row - 1); y <= Math.Min(height - 1, row + 1); y++)
                {
                    for (var x = Math.Max(0, column - 1); x <= Math.Min(width - 1, column + 1); x++)
                    {
                        if (y == row && x == column) continue;
                        var weight = y == row || x == column ? 1 : 0.5;
                        sum += weight * plane[(y * width) + x];
                        weights += weight;
                    }
                }
                if (weights > 0) hidden[(row * width) + column] = (float)(sum / weights);
            }
        }
    }
}
