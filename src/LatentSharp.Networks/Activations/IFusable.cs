namespace LatentSharp;

/// <summary>
/// An operation whose kernel applies a function of each element while the result is in cache. It stands beside the layer that runs it, as
/// a struct of its operands.
/// </summary>
internal interface IFusable<TResult> where TResult : struct
{
    /// <summary>The operation with the function inside.</summary>
    TResult With<TFunction>(TFunction function) where TFunction : struct, IUnary;
}
