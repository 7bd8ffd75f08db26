namespace LatentSharp;

/// <summary>Work on each row of a batch by itself. Instances are used again: <see cref="Spare{T}"/>.</summary>
internal abstract class RowWork
{
    /// <summary>Multiplications for one row.</summary>
    internal abstract long Cost { get; }

    /// <summary>Computes rows; what it reads and writes may wait itself, hence <see cref="Tensor.Unfinished"/>.</summary>
    internal abstract void Run(int start, int end);

    /// <summary>Gives the instance back, without what it held.</summary>
    internal abstract void Return();
}

/// <summary>A result that sums over the rows of a batch; threads divide the result between them.</summary>
internal abstract class SumWork
{
    /// <summary>The result is cut at multiples of this.</summary>
    internal const int Step = 32;

    /// <summary>Multiplications for all of it.</summary>
    internal abstract long Cost { get; }

    /// <summary>How many pieces the result has at most.</summary>
    internal abstract int Length { get; }

    /// <inheritdoc cref="RowWork.Run"/>
    internal abstract void Run(int start, int end);

    /// <inheritdoc cref="RowWork.Return"/>
    internal abstract void Return();
}
