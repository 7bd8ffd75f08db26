using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Runs a product at one width, divided between threads when it is large enough.</summary>
internal unsafe struct GemmKernel<TActivation> : IKernel where TActivation : struct, IMap
{
    internal Product Product;
    internal TActivation Activation;

    public void Run<V>() where V : unmanaged, ILanes<V>
    {
        Product.Rectify = Activation is IRectifier;
        if (Activation is not (IIdentity or IRectifier))
        {
            Product.Finish = &Finish<V>;
            Product.FinishState = Unsafe.AsPointer(ref Activation);
        }

        if (TurnedTile.Pays<V>(Product)) Product = Product.Swapped();
        var work = (long)Product.M * Product.N * Product.K;
        var parts = Pace.Parts(work);
        if (parts == 1)
        {
            Blocks<V>.Run(Product);
            return;
        }

        var division = new Division<V>(Product, parts);
        Parallel.For(division.Parts, 1, ref division);
    }

    /// <summary>Applies the activation to a finished tile, which is still in the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Finish<V>(void* activation, float* c, nint stride, int rows, int columns) where V : unmanaged, ILanes<V>
    {
        var map = Unsafe.AsRef<TActivation>(activation);
        for (; rows > 0; rows--, c += stride)
        {
            var i = 0;
            for (; i <= columns - V.Count; i += V.Count) V.Store(map.Apply(V.Load(c + i)), c + i);
            if (i < columns) V.StorePart(map.Apply(V.LoadPart(c + i, columns - i)), c + i, columns - i);
        }
    }
}
