namespace LatentSharp.Bench;

/// <summary>One competitor in a race: it does steps for some time when told to, and is quiet otherwise.</summary>
internal interface ISide : IDisposable
{
    /// <summary>Does steps for about so many seconds as <see cref="Clocks.Counting"/> has them, one at least; how many they were.</summary>
    double Run(double seconds);

    /// <summary>Managed bytes that a step allocates, where the side knows better than by dividing what a run allocates.</summary>
    double? BytesPerStep() => null;
}
