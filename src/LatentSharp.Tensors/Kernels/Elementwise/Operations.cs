namespace LatentSharp;

/// <summary>A function of one number, written for vectors. The struct may carry scalars.</summary>
internal interface IMap
{
    /// <summary>How long it takes, in vector additions or so: dear work is worth dividing sooner.</summary>
    static virtual int Cost => 1;

    V Apply<V>(V x) where V : unmanaged, ILanes<V>;
}

/// <summary>A function of two numbers, written for vectors. The struct may carry scalars.</summary>
internal interface IZip
{
    /// <inheritdoc cref="IMap.Cost"/>
    static virtual int Cost => 1;

    V Apply<V>(V a, V b) where V : unmanaged, ILanes<V>;
}

/// <summary>A function of three numbers, written for vectors. The struct may carry scalars.</summary>
internal interface IZip3
{
    /// <inheritdoc cref="IMap.Cost"/>
    static virtual int Cost => 1;

    V Apply<V>(V a, V b, V c) where V : unmanaged, ILanes<V>;
}
