namespace LatentSharp;

/// <summary>
/// The layers of a convolutional classifier from samples to features, and how they are best trained: one class an architecture.
/// </summary>
/// <param name="options">The architecture's.</param>
internal abstract class CnnBody(CnnOptions options)
{
    private protected CnnOptions Options => options;

    /// <summary>The filters of each convolution, from the input inwards.</summary>
    private protected IReadOnlyList<int> Filters => options.Filters ?? UsualFilters;

    /// <summary>The filters where nothing is said.</summary>
    private protected abstract IReadOnlyList<int> UsualFilters { get; }

    /// <summary>The layers in a few words.</summary>
    internal abstract string Words { get; }

    /// <summary>The options with what follows from the architecture and the number of samples.</summary>
    internal virtual CnnOptions Complete(int samples) => options with { Filters = Filters };

    /// <summary>The layers for samples of a volume.</summary>
    internal abstract IReadOnlyList<Layer> Create(Shape volume);

    /// <summary>Their weights and biases, counted without wrapping around; more than <see cref="int.MaxValue"/> is that many.</summary>
    internal abstract long Count(Shape volume);

    /// <summary>At least so many multiplications one pass of a sample takes.</summary>
    internal abstract double LeastWork(Shape volume);
}
