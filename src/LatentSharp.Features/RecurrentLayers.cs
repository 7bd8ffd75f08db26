namespace LatentSharp;

/// <summary>The cells of recurrent estimators.</summary>
public enum RecurrentCellKind
{
    /// <summary><see cref="LSTM"/>: a long short-term memory.</summary>
    Lstm,

    /// <summary><see cref="GRU"/>: a gated recurrent unit.</summary>
    Gru,

    /// <summary><see cref="SimpleRNN"/>: no gates.</summary>
    Simple,
}

/// <summary>Recurrent layers of estimators, for sequences (T, C) and for images row by row.</summary>
internal static class RecurrentLayers
{
    /// <summary>The steps and channels of samples of a shape. Images (H, W, C) are read row by row: H steps of W·C values.</summary>
    /// <exception cref="BadArgumentException">They are neither sequences nor images.</exception>
    internal static (int Steps, int Channels) Axes(string kind, Shape sample) => sample.Rank is 2 or 3 && sample.Count > 0
        ? (sample[0], sample[1..].Count)
        : throw new BadArgumentException(
            $"{kind}: samples of shape {sample} are no sequences; it takes (N, T, C), T steps of C "
            + "values, or images (N, H, W, C), which it reads row by row.");

    internal static RecurrentLayer Create(RecurrentCellKind cell, int units, bool returnSequences = false) => cell switch
    {
        RecurrentCellKind.Lstm => new LSTM(units) { ReturnSequences = returnSequences },
        RecurrentCellKind.Gru => new GRU(units) { ReturnSequences = returnSequences },
        _ => new SimpleRNN(units) { ReturnSequences = returnSequences },
    };

    /// <summary>
    /// The weights and biases of a layer, counted without wrapping around; more than <see cref="int.MaxValue"/> is that many.
    /// </summary>
    internal static long Count(RecurrentCellKind cell, int channels, int units)
    {
        var (gates, biases) = cell switch { RecurrentCellKind.Lstm => (4, 1), RecurrentCellKind.Gru => (3, 2), _ => (1, 1) };
        return (long)Math.Min(gates * (double)units * ((double)channels + units + biases), int.MaxValue);
    }
}
